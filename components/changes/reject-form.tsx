"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { NotDecided } from "#components/changes/not-decided.tsx";
import { refreshChanges } from "#components/changes/refresh-changes.ts";
import { postJson } from "#components/data/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Radio } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { rejectReasonsFor, rejectWords } from "#lib/changes/reject-words.ts";
import type { ChangeDto, RejectReason } from "#lib/changes/schema.ts";

/** Rejects with a reason from the closed list (T12) and, when it helps, words. */
export function RejectForm({ change, onDone }: { change: ChangeDto; onDone: () => void }) {
  const client = useQueryClient();
  const [reason, setReason] = useState<RejectReason | null>(null);
  const [comment, setComment] = useState("");
  const reject = useMutation({
    mutationFn: () =>
      postJson(
        `/changes/${change.id}/reject`,
        { planHash: change.planHash, reason, ...(comment.trim() === "" ? {} : { comment: comment.trim() }) },
        ({ changeDto }) => changeDto,
      ),
    onSuccess: async () => {
      await refreshChanges(client);
      onDone();
    },
  });
  return (
    <form
      method="post"
      className="mt-2.5 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason !== null) reject.mutate();
      }}
    >
      <NotDecided
        title="Not rejected"
        error={reject.error}
        again={
          <>
            Nothing was rejected yet: reject <span className="num">R-{change.number}</span> once more.
          </>
        }
      />
      <Fieldset legend="Why not?">
        {rejectReasonsFor(change.kind).map((one) => (
          <Radio
            key={one}
            name="reject-reason"
            className="min-h-11 items-center"
            label={rejectWords[one]}
            checked={reason === one}
            onChange={() => setReason(one)}
          />
        ))}
      </Fieldset>
      <Field label="Comment" isOptional hint="The person who asked will read it.">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" tone="danger" size="large" disabled={reason === null} isBusy={reject.isPending}>
        Reject R-{change.number}
      </Button>
      <Button size="large" onClick={onDone}>
        Not now
      </Button>
    </form>
  );
}
