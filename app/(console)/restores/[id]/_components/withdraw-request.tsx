"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { changeDto } from "#lib/changes/schema.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

export function WithdrawRequest({ restore }: { restore: RestoreDto }) {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const safe = useRef<HTMLButtonElement>(null);
  const withdraw = useMutation({
    mutationFn: () => postJson(`/changes/${restore.change.id}/cancel`, {}, changeDto),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["restore"] });
      setOpen(false);
    },
  });
  if (!restore.change.mayCancel) return null;
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
