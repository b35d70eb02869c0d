"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Pill } from "#components/ui/pill.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { SlotDto } from "#lib/schedules/schema.ts";
import { AcknowledgeSlot } from "./acknowledge-slot.tsx";
import { actionTitles } from "./action-words.ts";
import { SlotPill } from "./slot-pill.tsx";

interface SlotItemProps {
  slot: SlotDto;
  /** False where the page is already about one resource. */
  hasResource?: boolean;
}

/** One expected run: when it was due, what became of it, why, and what made it good. */
export function SlotItem({ slot, hasResource = true }: SlotItemProps) {
  const { operation } = slot;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b px-3.5 py-2.5 last:border-b-0">
      <SlotPill state={slot.state} />
      <div className="min-w-48 flex-1">
        <p>
          {actionTitles[slot.action]}
          {hasResource && (
            <>
              {" of "}
              <Link href={`/resources/${slot.resource.id}`} className="font-[560] hover:underline">
                {slot.resource.name}
              </Link>
            </>
          )}
          , due <TimeText at={slot.dueAtMicros} show="moment" precision="minute" />{" "}
          <TimeText at={slot.dueAtMicros} className="text-sm text-ink-3" />
        </p>
        {slot.why !== null && <p className="text-ink-2">{slot.why}</p>}
        {slot.isCaughtUp && (
          <p className="mt-1">
            <Pill tone="good">Made good since</Pill>
          </p>
        )}
        {slot.acknowledged !== null && (
          <p className="text-sm text-ink-3">
            acknowledged by {isolate(slot.acknowledged.by)}, <TimeText at={slot.acknowledged.at} />
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {operation !== null && (
          <Link href={`/operations/${operation.id}`} className={buttonStyle({ size: "small" })}>
            {slot.isCaughtUp ? "What made it good" : "Open"}
            <span className="sr-only">: {actionTitles[slot.action]}</span>
          </Link>
        )}
        <AcknowledgeSlot slot={slot} />
      </div>
    </li>
  );
}
