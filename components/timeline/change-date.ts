import { Temporal } from "temporal-polyfill";
import { readWallClock, type WallClockReading } from "#components/timeline/read-wall-clock.ts";

/** The same wall-clock time, to the microsecond, on another date (yyyy-mm-dd) of the same zone (U1). */
export function changeDate(micros: bigint, zone: string, isoDate: string): WallClockReading {
  const time = new Temporal.ZonedDateTime(micros * 1000n, zone).toPlainTime();
  return readWallClock(Temporal.PlainDate.from(isoDate).toPlainDateTime(time), zone);
}
