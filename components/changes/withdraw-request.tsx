"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { refreshChanges } from "#components/changes/refresh-changes.ts";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ChangeDto } from "#lib/changes/schema.ts";

export function WithdrawRequest({ change }: { change: ChangeDto }) {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const safe = useRef<HTMLButtonElement>(null);
  const withdraw = useMutation({
    mutationFn: () => postJson(`/changes/${change.id}/cancel`, {}, ({ changeDto }) => changeDto),
    onSuccess: async () => {
      await refreshChanges(client);
      setOpen(false);
    },
  });
  if (!change.mayCancel) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Withdraw…</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        initialFocus={safe}
        title="Withdraw this request?"
        description="Nobody can approve it any more. Nothing else changes; you can ask again at any time."
      >
        {withdraw.isError && <Problem title="It was not withdrawn" problem={asProblem(withdraw.error)} />}
        <DialogActions>
          <Button ref={safe} onClick={() => setOpen(false)}>
            Keep it open
          </Button>
          <Button tone="danger" isBusy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw the request
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
