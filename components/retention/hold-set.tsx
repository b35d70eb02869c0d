"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { useForm } from "#components/data/use-form.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { refreshRetention } from "./refresh-retention.ts";

export function HoldSet({ set }: { set: BackupSetDto }) {
  const { can } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (!can("hold.create") || set.state !== "present") return null;
  return (
    <>
      <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
        Hold…<span className="sr-only"> {set.label}</span>
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Keep this backup set from expiring?"
        description={
          <>
            <span className="id">{set.label}</span> of {set.resourceName} in {isolate(set.repository.name)},
            and everything it builds on, stays whatever the policy says.
          </>
        }
      >
        <HoldForm set={set} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function HoldForm({ set, onClose }: { set: BackupSetDto; onClose: () => void }) {
  const client = useQueryClient();
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ createHoldInput }) => createHoldInput,
    read: (data) => ({
      setId: set.id,
      reason: data.get("reason"),
      days: data.get("days") === "" ? undefined : Number(data.get("days")),
    }),
    send: (input) => postJson("/holds", input, ({ holdDto }) => holdDto),
    onDone: async () => {
      await refreshRetention(client);
      confirmDone(`${set.label} is held.`);
      onClose();
    },
  });
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="It was not held" problem={asProblem(error)} />}
      <Field label="Why" hint="Shown wherever the set is shown, with your name." error={errorOf("reason")}>
        {(control) => <Textarea {...control} name="reason" rows={2} maxLength={500} />}
      </Field>
      <Field
        label="For how many days"
        isOptional
        hint="Left empty, it stays until an administrator releases it."
        error={errorOf("days")}
      >
        {(control) => (
          <Input
            {...control}
            name="days"
            type="number"
            inputMode="numeric"
            min={1}
            max={36500}
            className="max-w-32"
          />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Hold this set
        </Button>
      </DialogActions>
    </form>
  );
}
