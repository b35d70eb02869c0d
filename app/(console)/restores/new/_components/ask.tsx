"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { useZone } from "#components/data/use-zone.ts";
import { Consequence } from "#components/restores/consequence.tsx";
import { Sentence } from "#components/restores/sentence.tsx";
import { spaceWords } from "#components/restores/space-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import { PREVIEW_FRESH_MICROS } from "#lib/restores/rules.ts";
import type { PreviewResult } from "#lib/restores/schema.ts";

interface AskProps {
  previewId: string;
  preview: PreviewResult;
  reason: string;
  onReason: (reason: string) => void;
  confirmation: string;
  onConfirmation: (confirmation: string) => void;
  /** Before the request's own page is opened. */
  onAsked: () => Promise<unknown>;
}

/** Reason, confirmation and the whole request once more as one sentence. */
export function Ask(props: AskProps) {
  const { previewId, preview, reason, onReason, confirmation, onConfirmation, onAsked } = props;
  const router = useRouter();
  const { zone } = useZone();
  const { plan, impact } = preview;
  const isInPlace = plan.destination.kind === "in-place";
  const ask = useMutation({
    mutationFn: () =>
      postJson(
        "/restores",
        { previewId, reason: reason.trim(), ...(isInPlace ? { confirmation } : {}) },
        ({ restoreDto }) => restoreDto,
      ),
    onSuccess: async (restore) => {
      await onAsked();
      router.push(`/restores/${restore.id}`);
    },
  });
  const now = useNow(5_000);
  const isStale = now > 0 && BigInt(now) * 1000n - BigInt(impact.computedAtMicros) > PREVIEW_FRESH_MICROS;
  const missing = [
    isStale ? "work it out again: what will happen was looked at more than 15 minutes ago" : null,
    reason.trim().length < 3 ? "say why, in three letters at least" : null,
    isInPlace && confirmation !== plan.resource.name ? "type the name" : null,
  ].filter((one) => one !== null);
  const verb = isInPlace ? "Ask to overwrite" : "Ask to restore";
  return (
    <Panel title="Ask for it" tone={isInPlace ? "bad" : "accent"}>
      <form
        method="post"
        className="grid max-w-2xl gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing.length === 0) ask.mutate();
        }}
      >
        <Field
          label="Why"
          hint="The approver reads this, and so does the audit log. Name the incident if there is one."
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={(event) => onReason(event.target.value)}
            />
          )}
        </Field>
        {isInPlace && (
          <Field
            label={`Type ${plan.resource.name} to confirm that it will be overwritten`}
            error={
              confirmation !== "" && !plan.resource.name.startsWith(confirmation)
                ? "That is another name."
                : undefined
            }
          >
            {(control) => (
              <Input
                {...control}
                spellCheck={false}
                autoCapitalize="none"
                value={confirmation}
                onChange={(event) => onConfirmation(event.target.value)}
                className="max-w-sm"
              />
            )}
          </Field>
        )}
        <div className="rounded-md bg-bg px-3 py-2.5">
          <p className="text-[0.9375rem] font-[560]">
            <Sentence plan={plan} />; <Consequence plan={plan} impact={impact} />
            {reason.trim() === "" ? "." : <>, because: “{isolate(reason.trim())}”.</>}
          </p>
          <p className="num mt-1 text-sm text-ink-2">
            {plan.target.lastCommitMicros !== null && (
              <>Last commit kept {formatInstant(plan.target.lastCommitMicros, zone, "micros")}, </>
            )}
            from set <span className="id">{plan.backupSet.label}</span> in {isolate(plan.repository.name)}, on{" "}
            {plan.destination.host}. Worked out <TimeText at={impact.computedAtMicros} />. A manager has to
            approve exactly this; until then nothing happens.
          </p>
        </div>
        {spaceWords(impact).isEnough === false && (
          <p className="text-bad">There is not enough disk space: {spaceWords(impact).words}.</p>
        )}
        {ask.isError && <Problem title="The request was not made" problem={asProblem(ask.error)} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            tone={isInPlace ? "danger" : "primary"}
            disabled={missing.length > 0}
            isBusy={ask.isPending}
            className="max-w-full whitespace-normal"
          >
            {verb} {plan.resource.name}
          </Button>
          {missing.length > 0 && <span className="text-sm text-ink-3">First {missing.join(" and ")}.</span>}
        </div>
      </form>
    </Panel>
  );
}
