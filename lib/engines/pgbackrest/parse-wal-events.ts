import type { WalEvent } from "#lib/engines/engine.ts";
import { isoToMicros } from "#lib/format/instant.ts";

export type ParsedWalEvent = Pick<WalEvent, "kind" | "lsn"> & { atMicros: bigint | null };

/**
 * One line of `pg_waldump` (run with TZ=UTC). The name of a restore point is not read here: it may contain anything,
 * also line breaks, and its instant is not printed.
 */
export function parseWalEvent(line: string): ParsedWalEvent | null {
  const record =
    /^rmgr: (?:Transaction|XLOG) .*? lsn: ([0-9A-F]+\/[0-9A-F]+), prev [0-9A-F/]+, desc: (.*)$/.exec(line);
  const [, rawLsn, description] = record ?? [];
  if (!rawLsn || description === undefined) return null;
  const lsn = withoutPadding(rawLsn);
  if (description.startsWith("RESTORE_POINT ")) return { kind: "restore-point", lsn, atMicros: null };
  const commit = /^COMMIT(?:_PREPARED \d+:)? (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) UTC/.exec(
    description,
  );
  if (!commit) return null;
  return { kind: "commit", lsn, atMicros: isoToMicros(`${commit[1]}T${commit[2]}Z`) };
}

/** pg_waldump pads the second half; the server itself does not. */
function withoutPadding(lsn: string): string {
  return lsn
    .split("/")
    .map((part) => part.replace(/^0+(?=.)/, ""))
    .join("/");
}
