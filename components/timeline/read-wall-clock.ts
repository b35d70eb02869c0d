import type { Temporal } from "temporal-polyfill";

export interface InstantReading {
  micros: bigint;
  /** The offset that makes it this reading, e.g. "+02:00". */
  offset: string;
}

/** What a wall-clock time means in a zone: one instant, two (clocks went back), or none (they went forward). */
export type WallClockReading =
  | { kind: "instant"; micros: bigint }
  | { kind: "repeated"; readings: [InstantReading, InstantReading] }
  /** The last instant before the clocks jumped and the first after. */
  | { kind: "skipped"; nearest: [InstantReading, InstantReading] };

export function readWallClock(wall: Temporal.PlainDateTime, zone: string): WallClockReading {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.equals(later)) return { kind: "instant", micros: microsOf(earlier) };
  if (earlier.toPlainDateTime().equals(wall)) {
    return { kind: "repeated", readings: [reading(earlier), reading(later)] };
  }
  // Inside a jump "earlier" still shows the time before it, so its next transition is the jump itself.
  const jump = earlier.getTimeZoneTransition("next") ?? later;
  return { kind: "skipped", nearest: [reading(jump.subtract({ microseconds: 1 })), reading(jump)] };
}

function reading(at: Temporal.ZonedDateTime): InstantReading {
  return { micros: microsOf(at), offset: at.offset };
}

function microsOf(at: Temporal.ZonedDateTime): bigint {
  // Floor, also before 1970: an instant inside a microsecond belongs to that microsecond.
  const nanos = at.epochNanoseconds;
  const rest = ((nanos % 1000n) + 1000n) % 1000n;
  return (nanos - rest) / 1000n;
}
