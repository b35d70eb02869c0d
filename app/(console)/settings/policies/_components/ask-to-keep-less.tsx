"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { refreshChanges } from "#components/changes/refresh-changes.ts";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { Weakenings } from "#components/retention/weakenings.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { PolicyDto } from "#lib/policies/schema.ts";
import type { PolicyValue } from "./use-save-policy.ts";

interface AskToKeepLessProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  base: PolicyDto;
  value: PolicyValue;
  changed: string[];
  weakenings: string[];
  /** The rest was saved at once: the edits now stand on this version. */
  onSaved: (policy: PolicyDto) => void;
}

/** Keeping less waits for somebody else's approval; everything else that was edited is saved now. */
export function AskToKeepLess({
  open,
  onOpenChange,
  base,
  value,
  changed,
  weakenings,
  onSaved,
}: AskToKeepLessProps) {
  const router = useRouter();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const atOnce = changed.filter((part) => part !== "retention");
  const isReasonGiven =
    useSchema(({ requestRetentionInput }) => requestRetentionInput.shape.reason)?.safeParse(reason).success ??
    false;
  const ask = useMutation({
    mutationFn: async () => {
      const policy = atOnce.length > 0 ? await saveRest(base, value) : base;
      onSaved(policy);
      return postJson(
        `/policies/${base.id}/shorten-retention`,
        { version: policy.version, retention: value.rules.retention, reason },
        ({ retentionRequestPage }) => retentionRequestPage,
      );
    },
    onSuccess: async (request) => {
      await Promise.all([refreshChanges(client), client.invalidateQueries({ queryKey: ["policy"] })]);
      router.push(`/retention/${request.changeId}`);
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      initialFocus={field}
      title={`Ask for approval to keep less under ${isolate(base.name)}`}
      description="A manager sees what would be deleted and decides. Until then the present retention goes on."
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReasonGiven && !ask.isPending) ask.mutate();
        }}
      >
        {ask.isError && <Problem title="It was not asked for" problem={asProblem(ask.error)} />}
        <Weakenings weakenings={weakenings} title="Gets weaker" />
        {atOnce.length > 0 && (
          <p className="text-ink-2">
            Saved at once, without approval: {atOnce.join(", ")}. Only the retention waits.
          </p>
        )}
        <Field label="Why" hint="The approver reads it; it stays in the audit log.">
          {(control) => (
            <Textarea
              {...control}
              ref={field}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <DialogActions>
          <Button onClick={() => onOpenChange(false)}>Go on editing</Button>
          <Button type="submit" tone="primary" disabled={!isReasonGiven} isBusy={ask.isPending}>
            Ask to keep less
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function saveRest(base: PolicyDto, value: PolicyValue): Promise<PolicyDto> {
  const rules = { ...value.rules, retention: base.rules.retention };
  return postJson(
    `/policies/${base.id}`,
    { name: value.name, rules, version: base.version },
    ({ policyDto }) => policyDto,
  );
}
