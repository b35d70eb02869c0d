"use client";

import { useState } from "react";
import { RepositoryField } from "#components/backups/repository-field.tsx";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useForm } from "#components/data/use-form.ts";
import { useResources } from "#components/data/use-resources.ts";
import { StartedOperation } from "#components/status/started-operation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { OperationDto } from "#lib/operations/schema.ts";
import { ChooseResource } from "./choose-resource.tsx";
import { useBackupFilter } from "./use-backup-filter.ts";

export function VerifyRepository() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Verify contents…</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Verify contents"
        description="Every file of every set is read back from the repository and hashed. Nothing is changed; it can take long."
      >
        <VerifyForm onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function VerifyForm({ onClose }: { onClose: () => void }) {
  const [filter] = useBackupFilter();
  const resources = useResources();
  const all = resources.data?.items ?? [];
  const [chosen, setChosen] = useState(filter.resource ?? "");
  const resource = all.find((one) => one.id === chosen) ?? all[0];
  const [started, setStarted] = useState<OperationDto | null>(null);
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ verifyRepositoryInput }) => verifyRepositoryInput,
    read: (data) => ({ resourceId: data.get("resourceId"), repositoryId: data.get("repositoryId") }),
    send: (input) => postJson("/backups/verify", input, ({ operationDto }) => operationDto),
    onDone: setStarted,
  });
  if (started !== null) return <StartedOperation id={started.id} onClose={onClose} />;
  if (resources.data && all.length === 0) return <p>There is no resource yet: there is nothing to verify.</p>;
  return (
    <form {...form} className="grid gap-4">
      {error && <Problem title="The verification was not started" problem={asProblem(error)} />}
      <ChooseResource resources={all} chosen={resource} onChoose={setChosen} error={errorOf("resourceId")} />
      <RepositoryField resource={resource} error={errorOf("repositoryId")} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Verify contents
        </Button>
      </DialogActions>
    </form>
  );
}
