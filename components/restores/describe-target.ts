import { formatInstant } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

/** A recovery target in words, times in `zone`: what follows "back to" in a sentence. */
export function describeTarget(target: RecoveryTarget, zone: string): string {
  switch (target.kind) {
    case "latest":
      return "the newest restorable moment";
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
