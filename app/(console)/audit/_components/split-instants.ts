import { isoToMicros, type Precision } from "#lib/format/instant.ts";

export interface Instant {
  micros: bigint;
  precision: Precision;
}

const instant = /(\d{4}-\d\d-\d\d) (\d\d:\d\d)(:\d\d)?(\.\d{1,6})? UTC/g;

/** A sentence of the log as text and the instants in it, so that these can be shown in the zone of the page. */
export function splitInstants(sentence: string): (string | Instant)[] {
  const parts: (string | Instant)[] = [];
  let end = 0;
  for (const found of sentence.matchAll(instant)) {
    const [whole, date, minute, second = "", fraction = ""] = found;
    const iso = `${date}T${minute}${second || ":00"}${fraction}Z`;
    // Anybody's words can be in a sentence: what only looks like an instant stays as it is.
    if (Number.isNaN(Date.parse(iso))) continue;
    const precision = fraction ? "micros" : second ? "second" : "minute";
    parts.push(sentence.slice(end, found.index), { micros: isoToMicros(iso), precision });
    end = found.index + whole.length;
  }
  return [...parts, sentence.slice(end)];
}
