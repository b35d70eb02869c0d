"use client";

import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useForm } from "#components/data/use-form.ts";
import { useResources } from "#components/data/use-resources.ts";
import { StartedOperation } from "#components/status/started-operation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Radio } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { OperationDto } from "#lib/operations/schema.ts";
import { useBackupFilter } from "./use-backup-filter.ts";

export function StartBackup() {
  const [isOpen, setOpen] = useState(false);
  const [started, setStarted] = useState<OperationDto | null>(null);
  const open = () => {
    setStarted(null);
    setOpen(true);
  };
  return (
    <>
      <Button tone="primary" onClick={open}>
        Back up now…
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="Back up now">
        {started ? (
          <StartedOperation id={started.id} onClose={() => setOpen(false)} />
        ) : (
          <StartBackupForm onStarted={setStarted} onCancel={() => setOpen(false)} />
        )}
      </Dialog>
    </>
  );
}

interface StartBackupFormProps {
  onStarted: (operation: OperationDto) => void;
  onCancel: () => void;
}

function StartBackupForm({ onStarted, onCancel }: StartBackupFormProps) {
  const [filter] = useBackupFilter();
  const resources = useResources();
  const protectedOnes = (resources.data?.items ?? []).filter((resource) => resource.state === "protected");
  const [chosen, setChosen] = useState(filter.resource ?? "");
  const resource = protectedOnes.find((one) => one.id === chosen) ?? protectedOnes[0];
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ startBackupInput }) => startBackupInput,
    read: (data) => ({
      resourceId: data.get("resourceId"),
      type: data.get("type"),
      repositoryId: data.get("repositoryId") || undefined,
    }),
    send: (input) => postJson("/backups", input, ({ operationDto }) => operationDto),
    onDone: onStarted,
  });
  if (resources.data && protectedOnes.length === 0) {
    return <p>No resource is protected yet: there is nothing to back up.</p>;
  }
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="The backup was not started" problem={asProblem(error)} />}
      <Field label="Resource" error={errorOf("resourceId")}>
        {(control) => (
          <Select
            {...control}
            name="resourceId"
            value={resource?.id ?? ""}
            onChange={(event) => setChosen(event.target.value)}
          >
            {protectedOnes.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Fieldset legend="Type" error={errorOf("type")}>
        <Radio
          name="type"
          value="incr"
          defaultChecked
          label="Incremental"
          hint="What changed since the newest set: quick and small."
        />
        <Radio
          name="type"
          value="diff"
          label="Differential"
          hint="What changed since the last full backup."
        />
        <Radio name="type" value="full" label="Full" hint="Everything; depends on no other set." />
      </Fieldset>
      <Field label="Repository" error={errorOf("repositoryId")}>
        {(control) => (
          <Select key={resource?.id} {...control} name="repositoryId" defaultValue="">
            <option value="">All of its repositories, one after the other</option>
            {resource?.repositories.map((repository) => (
              <option key={repository.id} value={repository.id}>
                {isolate(repository.name)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Back up {resource?.name}
        </Button>
      </DialogActions>
    </form>
  );
}
