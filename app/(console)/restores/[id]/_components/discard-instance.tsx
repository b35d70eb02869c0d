"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { RestoreDto } from "#lib/restores/schema.ts";

/** Removes the new instance, after the number of its restore was typed (U6): the resource's name would be another server's. */
export function DiscardInstance({ restore }: { restore: RestoreDto }) {
  const { can } = useSession();
  const router = useRouter();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [confirmation, setConfirmation] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const discard = useMutation({
    mutationFn: () =>
      postJson(`/restores/${restore.id}/discard`, { confirmation }, ({ operationDto }) => operationDto),
    onSuccess: async (operation) => {
      await client.invalidateQueries({ queryKey: ["restore", restore.id] });
      router.push(`/operations/${operation.id}`);
    },
  });
  const name = `R-${restore.change.number}`;
  const isTyped = confirmation === name;
  if (!can("restore.discard") || restore.instance === null || restore.discardedAt !== null) return null;
  return (
    <>
      <Button tone="danger" className="mt-3" onClick={() => setOpen(true)}>
        Discard this instance…
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        initialFocus={field}
        title="Discard the new instance?"
        description={
          <>
            Its server is stopped and <span className="id">{restore.instance.dataDirectory}</span> is removed.{" "}
            {restore.resource.name} itself and its backup sets stay as they are.
          </>
        }
      >
        <form
          method="post"
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (isTyped) discard.mutate();
          }}
        >
          {discard.isError && <Problem title="It was not discarded" problem={asProblem(discard.error)} />}
          <Field label={`Type ${name} to confirm`}>
            {(control) => (
              <Input
                {...control}
                ref={field}
                spellCheck={false}
                autoCapitalize="none"
                value={confirmation}
                onChange={(event) => setConfirmation(event.target.value)}
              />
            )}
          </Field>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button type="submit" tone="destroy" disabled={!isTyped} isBusy={discard.isPending}>
              Discard the instance
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}
