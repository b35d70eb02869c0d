"use client";

import { useMemo } from "react";
import { cn } from "#components/ui/cn.ts";
import {
  describeInstant,
  formatDay,
  formatInstant,
  formatMoment,
  isoToMicros,
  microsToIso,
  type Precision,
} from "#lib/format/instant.ts";
import { formatRelative } from "#lib/format/relative.ts";
import { useNow } from "./use-now.ts";
import { useZone } from "./use-zone.ts";

interface TimeTextProps {
  /** Epoch microseconds (BigInt or text) or ISO 8601. */
  at: bigint | string;
  /** relative: "4 min ago" · moment: "14:03:10" or "24 Aug 02:00" · day: "24 Aug" · full: date, time, offset. */
  show?: "relative" | "moment" | "day" | "full";
  precision?: Precision;
  className?: string;
}

/** An instant in the chosen zone; hover or focus shows it whole, with the zone's name and UTC (U12). */
export function TimeText({ at, show = "relative", precision = "second", className }: TimeTextProps) {
  const { zone } = useZone();
  const now = useNow(show === "relative" ? 1000 : 60_000);
  const micros = useMemo(
    () => (typeof at === "string" && !/^-?\d+$/.test(at) ? isoToMicros(at) : BigInt(at)),
    [at],
  );
  const described = useMemo(() => describeInstant(micros, zone, precision), [micros, zone, precision]);
  const nowMicros = now === 0 ? micros : BigInt(now) * 1000n;
  const words = {
    relative: () => formatRelative(micros, nowMicros),
    moment: () => formatMoment(micros, zone, nowMicros, precision),
    day: () => formatDay(micros, zone, nowMicros),
    full: () => formatInstant(micros, zone, precision),
  }[show]();
  return (
    <time
      dateTime={microsToIso(micros)}
      data-tooltip={described}
      data-show={show}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the absolute time must be reachable by keyboard (U12)
      tabIndex={0}
      className={cn("num rounded-sm", className)}
    >
      {words}
    </time>
  );
}
