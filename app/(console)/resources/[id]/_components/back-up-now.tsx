"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useLinkedDialog } from "#components/data/use-linked-dialog.ts";
import { StartedOperation } from "#components/status/started-operation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Radio } from "#components/ui/checkbox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";

const types: { type: BackupSetDto["type"]; label: string; hint: string }[] = [
  { type: "incr", label: "Incremental", hint: "What changed since the newest set: quick and small." },
  { type: "diff", label: "Differential", hint: "What changed since the last full backup." },
  { type: "full", label: "Full", hint: "Everything; depends on no other set." },
];

export function BackUpNow({ resource }: { resource: ResourceDto }) {
  const [isOpen, setOpen] = useLinkedDialog("back-up");
  return (
    <>
      <Button onClick={() => setOpen(true)}>Back up now</Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={`Back up ${resource.name}`}>
        <BackUpForm resource={resource} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function BackUpForm({ resource, onClose }: { resource: ResourceDto; onClose: () => void }) {
  const [type, setType] = useState<BackupSetDto["type"]>("incr");
  const [repositoryId, setRepositoryId] = useState("");
  const start = useMutation({
    mutationFn: () =>
      postJson(
        "/backups",
        { resourceId: resource.id, type, ...(repositoryId === "" ? {} : { repositoryId }) },
        ({ operationDto }) => operationDto,
      ),
  });
  if (start.data !== undefined) return <StartedOperation id={start.data.id} onClose={onClose} />;
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      {start.isError && <Problem title="The backup was not started" problem={asProblem(start.error)} />}
      <Fieldset legend="Type">
        {types.map((one) => (
          <Radio
            key={one.type}
            name="type"
            label={one.label}
            hint={one.hint}
            checked={type === one.type}
            onChange={() => setType(one.type)}
          />
        ))}
      </Fieldset>
      {resource.repositories.length > 1 && (
        <Field label="Repository">
          {(control) => (
            <Select
              {...control}
              value={repositoryId}
              onChange={(event) => setRepositoryId(event.target.value)}
            >
              <option value="">All of its repositories, one after the other</option>
              {resource.repositories.map((repository) => (
                <option key={repository.id} value={repository.id}>
                  {isolate(repository.name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <DialogActions>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" tone="primary" isBusy={start.isPending}>
          Back up {resource.name}
        </Button>
      </DialogActions>
    </form>
  );
}
