"use client";

import { TimeText } from "#components/data/time-text.tsx";
import type { RetentionVerdict } from "#lib/retention/schema.ts";

/** How long a set stays, in two words; every reason on hover and focus. */
export function KeptUntil({ verdict }: { verdict: RetentionVerdict | undefined }) {
  if (verdict === undefined) return <span className="text-ink-3">not known</span>;
  const reasons = verdict.reasons.join("; ");
  if (verdict.verdict === "keep" && verdict.expiresAtMicros !== null) {
    return (
      <>
        until <TimeText at={verdict.expiresAtMicros} show="day" />
      </>
    );
  }
  return (
    <span
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the reasons must be reachable by keyboard
      tabIndex={0}
      data-tooltip={reasons}
      className="rounded-sm"
    >
      {verdict.verdict === "expire" ? "goes next" : "no end known"}
    </span>
  );
}
