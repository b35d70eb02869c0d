"use client";

import { useEffect, useRef } from "react";
import { RestoreCard } from "#components/restores/restore-card.tsx";
import { RetentionCard } from "#components/retention/retention-card.tsx";
import type { ChangeSummary } from "#lib/changes/schema.ts";
import { NoLongerWaiting } from "./no-longer-waiting.tsx";

/**
 * The place of one request. What became of it stands where its card stood, so that the buttons of the next one do
 * not slip under the thumb; whoever was at work on it is left there.
 */
export function InboxPlace({ request, isWaiting }: { request: ChangeSummary; isWaiting: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const isAtWork = useRef(false);
  useEffect(() => {
    if (isWaiting || !isAtWork.current) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "center" });
  }, [isWaiting]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only remembers where the work is
    <div
      ref={place}
      tabIndex={-1}
      className="w-full max-w-105 min-w-0 rounded-lg"
      onFocus={() => {
        isAtWork.current = true;
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null) isAtWork.current = currentTarget.contains(relatedTarget);
      }}
    >
      {!isWaiting ? (
        <NoLongerWaiting request={request} />
      ) : request.restoreId === null ? (
        <RetentionCard change={request.change} />
      ) : (
        <RestoreCard restoreId={request.restoreId} />
      )}
    </div>
  );
}
