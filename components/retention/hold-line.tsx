"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { HoldDto } from "#lib/retention/schema.ts";
import { ReleaseHold } from "./release-hold.tsx";

/** One hold: why, whose, until when. The program's own holds end by themselves. */
export function HoldLine({ hold }: { hold: HoldDto }) {
  return (
    <div className="text-sm">
      held: {isolate(hold.reason)}{" "}
      <span className="text-ink-3">
        — {isolate(hold.owner ?? "Holdfast")},{" "}
        {hold.expiresAt === null ? (
          hold.owner === null ? (
            "while it is needed"
          ) : (
            "until released"
          )
        ) : (
          <>
            until <TimeText at={hold.expiresAt} show="moment" />
          </>
        )}
      </span>{" "}
      {hold.owner !== null && <ReleaseHold hold={hold} />}
    </div>
  );
}
