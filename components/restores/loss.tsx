"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { useNow } from "#components/data/use-now.ts";
import { type LossEnd, lossWords } from "#components/restores/loss-words.ts";
import type { RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

interface LossProps {
  plan: Pick<RestorePlan, "target">;
  impact: RestoreImpact;
  /** Left out: it has not begun, so that the loss grows. */
  end?: LossEnd;
  /** "full" where it is decided, to the microsecond. */
  show?: "full" | "moment";
}

/** What an in-place restore loses: the one sentence of the overview, the inbox, the plan and the receipt. */
export function Loss({ plan, impact, end, show = "full" }: LossProps) {
  const nowMs = useNow();
  const { lastCommitMicros } = plan.target;
  const { span, counted } = lossWords(impact, end ?? { kind: "open", nowMs });
  return (
    <span className="num">
      Everything written since{" "}
      {lastCommitMicros === null ? (
        "the end of the backup set"
      ) : (
        <TimeText at={lastCommitMicros} show={show} precision={show === "full" ? "micros" : "second"} />
      )}{" "}
      {end?.kind === "never" ? "would have been lost" : "is lost"}: <b>{span}</b>. {counted}
    </span>
  );
}
