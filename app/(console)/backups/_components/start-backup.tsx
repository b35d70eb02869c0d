"use client";

import { useState } from "react";
import { BackupForm } from "#components/backups/backup-form.tsx";
import { useResources } from "#components/data/use-resources.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ChooseResource } from "./choose-resource.tsx";
import { useBackupFilter } from "./use-backup-filter.ts";

export function StartBackup() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        Back up now…
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="Back up now">
        <StartBackupForm onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function StartBackupForm({ onClose }: { onClose: () => void }) {
  const [filter] = useBackupFilter();
  const resources = useResources();
  const protectedOnes = (resources.data?.items ?? []).filter((resource) => resource.state === "protected");
  const [chosen, setChosen] = useState(filter.resource ?? "");
  const resource = protectedOnes.find((one) => one.id === chosen) ?? protectedOnes[0];
  if (resources.data && protectedOnes.length === 0) {
    return <p>No resource is protected yet: there is nothing to back up.</p>;
  }
  return (
    <BackupForm
      resource={resource}
      choice={(error) => (
        <ChooseResource resources={protectedOnes} chosen={resource} onChoose={setChosen} error={error} />
      )}
      onClose={onClose}
    />
  );
}
