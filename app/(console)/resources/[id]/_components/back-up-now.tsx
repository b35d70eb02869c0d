"use client";

import { BackupForm } from "#components/backups/backup-form.tsx";
import { useLinkedDialog } from "#components/data/use-linked-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ResourceDto } from "#lib/resources/schema.ts";

export function BackUpNow({ resource }: { resource: ResourceDto }) {
  const [isOpen, setOpen] = useLinkedDialog("back-up");
  return (
    <>
      <Button onClick={() => setOpen(true)}>Back up now</Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={`Back up ${resource.name}`}>
        <BackupForm resource={resource} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
