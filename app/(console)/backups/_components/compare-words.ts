import type { BackupSetDetail, Rung } from "#lib/backups/schema.ts";
import { rungs } from "#lib/backups/words.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { parseLsn } from "#lib/format/lsn.ts";

type Pair = readonly [older: BackupSetDetail, newer: BackupSetDetail];

/** The one that was finished first is on the left, however they were chosen. */
export function byAge(a: BackupSetDetail, b: BackupSetDetail): Pair {
  return BigInt(a.stoppedAtMicros) <= BigInt(b.stoppedAtMicros) ? [a, b] : [b, a];
}

/** "3 min 10 s longer (+25 %)": of the newer one beside the older. */
export function durationWords([older, newer]: Pair): string {
  return changeWords(older.durationMs, newer.durationMs, formatDuration, ["longer", "shorter"]);
}

export function sizeWords(older: number, newer: number): string {
  return changeWords(older, newer, formatBytes, ["more", "less"]);
}

/** How much WAL lies between the ends of the two; nothing can be said across clusters and lines of history. */
export function walWords([older, newer]: Pair): string {
  if (older.resourceId !== newer.resourceId) return "of different resources";
  if (older.systemIdentifier !== newer.systemIdentifier) return "of different clusters";
  if (older.timeline !== newer.timeline) return "on different timelines";
  const between = Number(parseLsn(newer.stopLsn) - parseLsn(older.stopLsn));
  return between === 0 ? "the same" : `${formatBytes(Math.abs(between))} of WAL between their ends`;
}

/** What a set needs of others to be restored. */
export function chainWords({ type, priorLabel, references }: BackupSetDetail): string {
  if (type === "full" || priorLabel === null) return "needs no other set";
  return references.length > 1 ? `needs ${references.length} other sets` : "needs 1 other set";
}

/** What one rests on and the other does not. */
export function chainDifference([older, newer]: Pair): string {
  const needs = (set: BackupSetDetail) => new Set([set.label, ...set.references]);
  const [before, after] = [needs(older), needs(newer)];
  const shared = [...before].filter((label) => after.has(label));
  if (older.repository.id !== newer.repository.id || older.generation !== newer.generation)
    return "nothing in common: in different repositories";
  if (after.has(older.label)) return "the newer one is built on the older one";
  if (before.has(newer.label)) return "the older one is built on the newer one";
  if (shared.length === 0) return "nothing in common: losing one does not touch the other";
  return `both rest on ${shared.join(", ")}`;
}

/** What was seen of one and not of the other: each rung by its own evidence. */
export function rungDifference([older, newer]: Pair): string {
  const only = (set: BackupSetDetail, other: BackupSetDetail) =>
    evidenceOf(set).flatMap(({ rung, at }, place) =>
      at !== null && evidenceOf(other)[place]?.at === null ? [rung] : [],
    );
  const words = [
    ["older", only(older, newer)],
    ["newer", only(newer, older)],
  ] as const;
  return (
    words
      .flatMap(([which, found]) => (found.length === 0 ? [] : [`only the ${which} one: ${found.join(", ")}`]))
      .join(" · ") || "the same rungs"
  );
}

/** When each rung was last seen to hold, from the lowest up. */
export function evidenceOf({ evidence }: BackupSetDetail): { rung: Rung; at: string | null }[] {
  const seenAt: Record<Rung, string | null> = {
    stored: evidence.storedAt,
    "chain complete": evidence.chainAt,
    "WAL contiguous": evidence.walAt,
    checksummed: evidence.checksummedAt,
    restored: evidence.restoredAt,
  };
  return rungs.map((rung) => ({ rung, at: seenAt[rung] }));
}

function changeWords(
  older: number,
  newer: number,
  format: (value: number) => string,
  [more, less]: readonly [string, string],
): string {
  if (older === newer) return "the same";
  const share = older > 0 ? Math.round((100 * (newer - older)) / older) : null;
  const percent = share === null || share === 0 ? "" : ` (${share > 0 ? "+" : "−"}${Math.abs(share)} %)`;
  return `${format(Math.abs(newer - older))} ${newer > older ? more : less}${percent}`;
}
