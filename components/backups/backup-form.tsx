"use client";

import { type ReactNode, useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useForm } from "#components/data/use-form.ts";
import { StartedOperation } from "#components/status/started-operation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Radio } from "#components/ui/checkbox.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { type BackupType, typeWords } from "#lib/backups/words.ts";
import { capital } from "#lib/format/sentence.ts";
import type { OperationDto } from "#lib/operations/schema.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";
import { RepositoryField } from "./repository-field.tsx";

const types: readonly { type: BackupType; hint: string }[] = [
  { type: "incr", hint: "What changed since the newest set: quick and small." },
  { type: "diff", hint: "What changed since the last full backup." },
  { type: "full", hint: "Everything; depends on no other set." },
];

interface BackupFormProps {
  /** Undefined while it is not known which there are. */
  resource: ResourceDto | undefined;
  /** Where another resource can be chosen: the field for it, with what is wrong with the choice. */
  choice?: (error: string | undefined) => ReactNode;
  onClose: () => void;
}

/** Starts a backup, and then follows it to its end. */
export function BackupForm({ resource, choice, onClose }: BackupFormProps) {
  const [started, setStarted] = useState<OperationDto | null>(null);
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ startBackupInput }) => startBackupInput,
    read: (data) => ({
      resourceId: resource?.id,
      type: data.get("type"),
      repositoryId: data.get("repositoryId") || undefined,
    }),
    send: (input) => postJson("/backups", input, ({ operationDto }) => operationDto),
    onDone: setStarted,
  });
  if (started !== null) return <StartedOperation id={started.id} onClose={onClose} />;
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="The backup was not started" problem={asProblem(error)} />}
      {choice?.(errorOf("resourceId"))}
      <Fieldset legend="Type" error={errorOf("type")}>
        {types.map(({ type, hint }) => (
          <Radio
            key={type}
            name="type"
            value={type}
            defaultChecked={type === "incr"}
            label={capital(typeWords[type])}
            hint={hint}
          />
        ))}
      </Fieldset>
      {(choice !== undefined || (resource?.repositories.length ?? 0) > 1) && (
        <RepositoryField resource={resource} all="All, one after the other" error={errorOf("repositoryId")} />
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Back up {resource?.name}
        </Button>
      </DialogActions>
    </form>
  );
}
