"use client";

import { useEffect, useRef } from "react";
import { RestoreCard } from "#components/restores/restore-card.tsx";
import { RetentionCard } from "#components/retention/retention-card.tsx";
import { cn } from "#components/ui/cn.ts";
import type { ChangeSummary } from "#lib/changes/schema.ts";
import { NoLongerWaiting } from "./no-longer-waiting.tsx";

/**
 * The place of one request. What became of it stands where its card stood, so that the buttons of the next one do
 * not slip under the thumb; whoever was at work on it is led there, at the top of the view: on a phone the buttons of
 * the request before it are then out of sight, and the last place has the room below that this takes.
 */
export function InboxPlace({ request, isWaiting }: { request: ChangeSummary; isWaiting: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const isAtWork = useRef(false);
  useEffect(() => {
    if (isWaiting || !isAtWork.current) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "start" });
  }, [isWaiting]);
  return (
    <div className={cn("w-full max-w-105 min-w-0", !isWaiting && "max-md:last:min-h-[calc(100dvh-4rem)]")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only remembers where the work is */}
      <div
        ref={place}
        tabIndex={-1}
        className="scroll-mt-4 rounded-lg"
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
    </div>
  );
}
