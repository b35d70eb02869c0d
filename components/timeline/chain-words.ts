import { setsBehind } from "#components/timeline/sets-behind.ts";
import { formatInstant } from "#lib/format/instant.ts";
import type { TimelineSet } from "#lib/recovery/schema.ts";

const mostNamed = 4;

/** "from full 02:00 + incr 14:00 + WAL"; of a long chain its two ends. Empty when nothing lies behind. */
export function chainWords(sets: readonly TimelineSet[], micros: bigint, zone: string): string {
  const chain = setsBehind(sets, micros);
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last === undefined) return "";
  const name = (set: TimelineSet) =>
    `${set.type} ${formatInstant(set.stoppedAtMicros, zone, "minute").slice(11, 16)}`;
  const named =
    chain.length <= mostNamed
      ? chain.map(name)
      : [name(first), `${chain.length - 2} sets between`, name(last)];
  return `from ${named.join(" + ")} + WAL`;
}
