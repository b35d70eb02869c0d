import { z } from "zod";
import { highestRung } from "#lib/backups/rules.ts";
import { backupTypes } from "#lib/backups/words.ts";
import { compareLsn } from "#lib/format/lsn.ts";
import type { RecoveryWindow, TimelineSet } from "#lib/recovery/schema.ts";

export interface TimelineSetRow {
  repositoryId: string;
  label: string;
  type: string;
  priorLabel: string | null;
  state: "present" | "missing" | "expired";
  stoppedAtMicros: bigint;
  stopLsn: string;
  timeline: number;
  repositoryBytes: bigint;
  storedAt: Date | null;
  chainAt: Date | null;
  walAt: Date | null;
  checksummedAt: Date | null;
  restoredAt: Date | null;
  problem: string | null;
}

const typeOf = z.enum(backupTypes);

/** In the order they come in, each knowing where in it the set is that it builds on. */
export function toTimelineSets(
  rows: readonly TimelineSetRow[],
  windows: readonly RecoveryWindow[],
): TimelineSet[] {
  const places = new Map(rows.map((row, index) => [`${row.repositoryId} ${row.label}`, index]));
  const left = leftLines(windows);
  return rows.map((row) => {
    const leftAt = left.get(lineOf(row.repositoryId, row.timeline));
    return {
      stoppedAtMicros: row.stoppedAtMicros.toString(),
      type: typeOf.parse(row.type),
      repositoryBytes: Number(row.repositoryBytes),
      rung: row.state === "present" ? highestRung(evidenceOf(row)) : null,
      problem: row.problem ?? (row.state === "present" ? null : "no longer in its repository"),
      prior: row.priorLabel === null ? null : (places.get(`${row.repositoryId} ${row.priorLabel}`) ?? null),
      isOnCurrentLine: leftAt === undefined || compareLsn(row.stopLsn, leftAt) < 0,
    };
  });
}

/**
 * Where each line of history was left: a range of another timeline than the current one begins there, or with the
 * first set after it.
 */
function leftLines(windows: readonly RecoveryWindow[]): Map<string, string> {
  const left = new Map<string, string>();
  for (const { repositoryId, currentTimeline, ranges } of windows) {
    for (const { timeline, fromLsn } of ranges) {
      if (timeline === currentTimeline) continue;
      const line = lineOf(repositoryId, timeline);
      const known = left.get(line);
      if (known === undefined || compareLsn(fromLsn, known) < 0) left.set(line, fromLsn);
    }
  }
  return left;
}

function lineOf(repositoryId: string, timeline: number): string {
  return `${repositoryId} ${timeline}`;
}

function evidenceOf(row: TimelineSetRow) {
  return {
    storedAt: row.storedAt?.toISOString() ?? null,
    chainAt: row.chainAt?.toISOString() ?? null,
    walAt: row.walAt?.toISOString() ?? null,
    checksummedAt: row.checksummedAt?.toISOString() ?? null,
    restoredAt: row.restoredAt?.toISOString() ?? null,
  };
}
