"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { useForm } from "#components/data/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";

/** "I am on it": takes the alert off everybody's list of what nobody looks after; it stays open until it is over. */
export function AcknowledgeForm({ alert, onDone }: { alert: AlertDto; onDone: () => void }) {
  const client = useQueryClient();
  const comment = useRef<HTMLTextAreaElement>(null);
  useEffect(() => comment.current?.focus(), []);
  const { form, errorOf, error, isBusy } = useForm({
    schema: ({ acknowledgeAlertInput }) => acknowledgeAlertInput,
    read: (data) => ({ id: alert.id, comment: String(data.get("comment") ?? "") || undefined }),
    send: ({ id, ...rest }) => postJson(`/alerts/${id}/acknowledge`, rest, ({ alertDto }) => alertDto),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ["alert"] });
      confirmDone("Acknowledged: everybody sees that you are on it.");
      onDone();
    },
  });
  return (
    <form {...form} className="grid max-w-prose gap-3">
      {error && <Problem title="Not acknowledged" problem={asProblem(error)} />}
      <Field
        label="Comment"
        isOptional
        hint="What you are doing about it. Everybody reads it here; it is not sent."
        error={errorOf("comment")}
      >
        {(control) => <Textarea {...control} ref={comment} name="comment" rows={2} maxLength={1000} />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Acknowledge
        </Button>
        <Button onClick={onDone}>Not now</Button>
      </div>
    </form>
  );
}
