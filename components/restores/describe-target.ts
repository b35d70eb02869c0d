import { formatInstant } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

/**
 * A recovery target in words, times in `zone`: what follows "back to" in a sentence. The newest moment goes on, a
 * plan does not: `frozenAtMicros` is the last commit that its plan keeps.
 */
export function describeTarget(
  target: RecoveryTarget,
  zone: string,
  frozenAtMicros: string | null = null,
): string {
  switch (target.kind) {
    case "latest":
      return frozenAtMicros === null
        ? "the newest restorable moment"
        : `${formatInstant(frozenAtMicros, zone)} (the newest when it was worked out)`;
    case "time":
      return formatInstant(target.micros, zone, target.micros.endsWith("000000") ? "second" : "micros");
    case "lsn":
      return `WAL position ${target.lsn}`;
    case "name":
      return `the restore point “${isolate(target.name)}”`;
    case "immediate":
      return `the end of backup set ${target.label}`;
  }
}
