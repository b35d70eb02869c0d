import { zoneOffset } from "./instant.ts";

/** First instant of a calendar day ("2026-11-22") in a zone, also where a day is 23 or 25 hours long. */
export function startOfDay(date: string, zone: string): bigint {
  const asIfUtcMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(asIfUtcMs)) throw new RangeError("Not a calendar day.");
  const asIfUtc = BigInt(asIfUtcMs) * 1000n;
  // The offset at the guess may be that of the other side of a change; the second look is right.
  const guess = asIfUtc - offsetMicros(asIfUtc, zone);
  return asIfUtc - offsetMicros(guess, zone);
}

function offsetMicros(micros: bigint, zone: string): bigint {
  const match = /([+-])(\d{2}):(\d{2})/.exec(zoneOffset(micros, zone));
  if (!match) return 0n;
  const minutes = BigInt(Number(match[2]) * 60 + Number(match[3]));
  return (match[1] === "-" ? -minutes : minutes) * 60_000_000n;
}
