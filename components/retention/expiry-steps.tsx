"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { RetentionPreview } from "#lib/retention/schema.ts";

const shownAtFirst = 3;

/** What goes when, over the coming months, if nothing new is added. */
export function ExpirySteps({ preview }: { preview: RetentionPreview }) {
  const { schedule } = preview;
  if (schedule.length === 0) {
    return <p className="text-sm text-ink-2">Nothing of what is there goes within the next 120 days.</p>;
  }
  const rest = schedule.slice(shownAtFirst);
  return (
    <div>
      <p className="text-sm text-ink-3">Then, if nothing is added:</p>
      <Steps steps={schedule.slice(0, shownAtFirst)} />
      {rest.length > 0 && (
        <Disclosure summary={`${rest.length} more within 120 days`} className="mt-1">
          <Steps steps={rest} />
        </Disclosure>
      )}
    </div>
  );
}

function Steps({ steps }: { steps: RetentionPreview["schedule"] }) {
  return (
    <ol className="num">
      {steps.map((step) => (
        <li key={step.atMicros} className="flex flex-wrap items-baseline gap-x-2.5 py-0.5">
          <span className="w-24 flex-none">
            <TimeText at={step.atMicros} show="moment" precision="minute" />
          </span>
          <span>
            {step.labels.length === 1 ? "1 set goes" : `${step.labels.length} sets go`}{" "}
            <span className="id text-ink-3">
              {step.labels.slice(0, 2).join(", ")}
              {step.labels.length > 2 && ` and ${step.labels.length - 2} more`}
            </span>
            {step.windowFromMicros && (
              <span className="text-ink-2">
                , the window then begins{" "}
                <TimeText at={step.windowFromMicros} show="moment" precision="minute" />
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
