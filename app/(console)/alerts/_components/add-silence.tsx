"use client";

import { useState } from "react";
import { SilenceForm } from "#components/alerts/silence-form.tsx";
import { useRuleTitle } from "#components/alerts/use-rules.ts";
import { useResources } from "#components/data/use-resources.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { alertRuleIds } from "#lib/alerts/words.ts";

/** Before planned work: a rule, a resource or both. */
export function AddSilence() {
  const [isOpen, setOpen] = useState(false);
  const titleOf = useRuleTitle();
  const resources = useResources();
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Silence something…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Silence alerts"
        description="Nobody is told until it ends. Alerts stay visible on this page."
      >
        <SilenceForm onDone={() => setOpen(false)}>
          {(errorOf) => (
            <>
              <Field label="Resource" error={errorOf("resourceId")}>
                {(control) => (
                  <Select {...control} name="resourceId" defaultValue="">
                    <option value="">Every resource</option>
                    {resources.data?.items.map((resource) => (
                      <option key={resource.id} value={resource.id}>
                        {resource.name}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Field label="Rule" error={errorOf("rule")}>
                {(control) => (
                  <Select {...control} name="rule" defaultValue="">
                    <option value="">Every rule</option>
                    {alertRuleIds.map((rule) => (
                      <option key={rule} value={rule}>
                        {titleOf(rule)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            </>
          )}
        </SilenceForm>
      </Dialog>
    </>
  );
}
