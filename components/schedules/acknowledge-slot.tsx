"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import type { SlotDto } from "#lib/schedules/schema.ts";
import { actionTitles } from "./action-words.ts";

/** Takes a missed or failed run from the pinned ones; it stays in the history and in the success rate. */
export function AcknowledgeSlot({ slot }: { slot: SlotDto }) {
  const { can } = useSession();
  const client = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: () => postJson(`/slots/${slot.id}/acknowledge`, {}, ({ slotDto }) => slotDto),
    onSuccess: () => client.invalidateQueries({ queryKey: ["slot"] }),
  });
  const isOpen = (slot.state === "missed" || slot.state === "failed") && slot.acknowledged === null;
  if (!isOpen || !can("slot.acknowledge")) return null;
  return (
    <>
      <Button size="small" isBusy={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
        Acknowledge
        <span className="sr-only">
          {" "}
          the {slot.state} {actionTitles[slot.action].toLowerCase()} of {slot.resource.name}
        </span>
      </Button>
      {acknowledge.isError && (
        <p role="alert" className="w-full text-sm text-bad">
          Not acknowledged: {asProblem(acknowledge.error).message}
        </p>
      )}
    </>
  );
}
