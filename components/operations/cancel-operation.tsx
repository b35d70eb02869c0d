"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { isFinished } from "#components/data/use-operation.ts";
import { useSession } from "#components/data/use-session.tsx";
import { cancelLeaves } from "#components/operations/operation-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { OperationDto } from "#lib/operations/schema.ts";
import { kindWords } from "#lib/operations/words.ts";

/** Stops an operation, after saying what that leaves behind. Absent where it is not allowed or possible. */
export function CancelOperation({ operation }: { operation: OperationDto }) {
  const { can } = useSession();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const safe = useRef<HTMLButtonElement>(null);
  const cancel = useMutation({
    mutationFn: () => postJson(`/operations/${operation.id}/cancel`, {}, ({ operationDto }) => operationDto),
    onSuccess: (next) => {
      client.setQueryData(["operation", operation.id], next);
      setOpen(false);
    },
  });
  if (!can("operation.cancel") || isFinished(operation.status)) return null;
  if (operation.cancelRequestedAt !== null)
    return <p className="text-ink-2">Cancelling: it stops at the next safe point.</p>;
  if (!operation.isCancellable)
    return (
      <p className="max-w-80 text-sm text-ink-3">
        It cannot be cancelled any more: stopping now would leave it half done.
      </p>
    );
  const what = kindWords[operation.kind].toLowerCase();
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>
        Cancel {what}…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        initialFocus={safe}
        title={`Cancel this ${what}?`}
        description={cancelLeaves[operation.kind]}
      >
        {cancel.isError && <Problem title="It was not cancelled" problem={asProblem(cancel.error)} />}
        <DialogActions>
          <Button ref={safe} onClick={() => setOpen(false)}>
            Let it run
          </Button>
          <Button tone="destroy" isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel the {what}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
