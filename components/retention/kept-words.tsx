"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { RetentionVerdict } from "#lib/retention/schema.ts";

/** How long a set stays, and everything that keeps it. */
export function KeptWords({ verdict }: { verdict: RetentionVerdict | undefined }) {
  if (verdict === undefined) return <span className="text-ink-3">not known</span>;
  const [first, ...others] = verdict.reasons;
  return (
    <>
      {verdict.verdict === "expire" ? (
        <span className="font-[560] text-warn">goes with the next expiry</span>
      ) : verdict.expiresAtMicros === null ? (
        "kept, no end known"
      ) : (
        <>
          until <TimeText at={verdict.expiresAtMicros} show="moment" />
        </>
      )}
      <div className="text-sm text-ink-3">{first}</div>
      {others.length > 0 && (
        <Disclosure summary={`${others.length} more ${others.length === 1 ? "reason" : "reasons"}`}>
          <ul className="grid gap-0.5 pl-4 text-sm text-ink-3">
            {others.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}
