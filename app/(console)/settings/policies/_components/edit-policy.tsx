"use client";

import { useState } from "react";
import { asProblem } from "#components/data/api-problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { PolicyDto } from "#lib/policies/schema.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";
import { AskToKeepLess } from "./ask-to-keep-less.tsx";
import { changedParts } from "./changed-parts.ts";
import { toDraft } from "./policy-draft.ts";
import { PolicyForm } from "./policy-form.tsx";
import { useDraft } from "./use-draft.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useSavePolicy } from "./use-save-policy.ts";
import { VersionConflict } from "./version-conflict.tsx";

/**
 * The policy as it is being edited. `current` may move on under it: what was typed stays, and is compared with
 * the version it was typed over.
 */
export function EditPolicy({ current }: { current: PolicyDto }) {
  const [base, setBase] = useState(current);
  const form = useDraft(() => toDraft(current.name, current.rules));
  const [isAsking, setAsking] = useState(false);
  const save = useSavePolicy({ onSaved: setBase });
  const changed = form.value === null ? null : changedParts(base, form.value);
  const isDirty = changed === null || changed.length > 0;
  const weakenings =
    form.value === null ? [] : retentionWeakenings(base.rules.retention, form.value.rules.retention);
  const startOver = (from: PolicyDto) => {
    setBase(from);
    form.setDraft(toDraft(from.name, from.rules));
    save.reset();
  };
  // Somebody else saved and nothing is being edited here: show theirs.
  if (current.version > base.version && !isDirty && !save.isPending) startOver(current);
  useLeaveGuard(isDirty);
  const submit = () => {
    if (form.value === null || !isDirty) return;
    if (weakenings.length > 0) setAsking(true);
    else save.mutate({ base, value: form.value });
  };
  const isStale = current.version > base.version || asProblem(save.error).reason === "stale-version";
  return (
    <>
      <PolicyForm
        form={form}
        policyId={base.id}
        onSubmit={submit}
        problem={
          isStale ? (
            <VersionConflict
              policyId={base.id}
              base={base}
              onTheirs={startOver}
              onMine={(theirs) => {
                setBase(theirs);
                save.reset();
              }}
            />
          ) : (
            save.isError && <Problem title="Nothing was saved" problem={asProblem(save.error)} />
          )
        }
        actions={
          <>
            <Button type="submit" tone="primary" disabled={!isDirty} isBusy={save.isPending}>
              {weakenings.length > 0 ? "Ask for approval to keep less…" : "Save this policy"}
            </Button>
            {isDirty && <Button onClick={() => startOver(current)}>Discard changes</Button>}
          </>
        }
      />
      {form.value !== null && (
        <AskToKeepLess
          open={isAsking}
          onOpenChange={setAsking}
          base={base}
          value={form.value}
          changed={changed ?? []}
          weakenings={weakenings}
          onSaved={setBase}
        />
      )}
    </>
  );
}
