import type { Archive, EngineBackupSet, StopPoint } from "#lib/engines/engine.ts";
import { maxOf, minOf } from "#lib/format/bigint.ts";
import { formatLsn, parseLsn } from "#lib/format/lsn.ts";
import { commitBoundsOf } from "./commit-bounds.ts";
import {
  type Commit,
  firstCommitAfter,
  lastCommitBefore,
  type ReadEvents,
  rememberEvents,
} from "./commit-search.ts";
import { getRestorePoint } from "./get-restore-point.ts";
import { type BasedRun, type RecoveryLine, recoveryLine } from "./recovery-line.ts";
import { instantWords, type NearestInstants, TargetError, type TargetProblem } from "./target-error.ts";
import { knownTimelines, pieceAt } from "./timeline-path.ts";
import { consistentFromMicros } from "./usable-sets.ts";

/** What a person chose. Left out, `timeline` is the current one. */
export type LocatableTarget =
  | { kind: "latest" }
  | { kind: "time"; micros: bigint | string; timeline?: number }
  | { kind: "lsn"; lsn: string; timeline?: number }
  /** `lsn` when it is known: names need not be unique, and it saves the search. */
  | { kind: "name"; name: string; lsn?: string; timeline?: number }
  | { kind: "immediate"; label: string };

export interface LocateInput {
  archive: Archive;
  sets: EngineBackupSet[];
  /** Newest instant at which everything committed was known to be archived. */
  safeUntilMicros?: bigint | null;
}

export interface LocatedTarget {
  stop: StopPoint;
  /** The set to restore: the latest one that ends before the stop. */
  label: string;
  /** Commit instant of the last transaction that will be there; null when none was found before the set ends. */
  commitMicros: bigint | null;
}

/**
 * Maps a target to one exact stop that is proven to be in the archive, and the set to get there from. PostgreSQL refuses
 * an instant after the last commit and stops at the first LSN it meets, so only the position of a record ever decides.
 * Throws TargetError otherwise, with the nearest instants.
 */
export async function locateTarget(
  input: LocateInput,
  target: LocatableTarget,
  readEvents: ReadEvents,
): Promise<LocatedTarget> {
  const read = rememberEvents(readEvents);
  switch (target.kind) {
    case "latest":
      return locateLatest(input, read);
    case "time":
      return locateInstant(input, BigInt(target.micros), target.timeline, read);
    case "lsn":
      return locateLsn(input, parseLsn(target.lsn), target.timeline, read);
    case "name":
      return locateName(input, target, read);
    case "immediate":
      return locateSet(input, target.label, read);
  }
}

async function locateLatest(input: LocateInput, read: ReadEvents): Promise<LocatedTarget> {
  const line = restorableLine(input, undefined);
  const last = line.based.at(-1);
  if (last?.isLast) return stopBefore(line, last, last.end, read);
  // Recovery would end at the hole without an error, with old data.
  throw new TargetError("in-gap", "The newest changes lie behind a gap in the archived WAL.", {
    beforeMicros: last ? await newestInstant(input, last, read) : null,
    afterMicros: null,
  });
}

async function locateInstant(
  given: LocateInput,
  micros: bigint,
  timeline: number | undefined,
  read: ReadEvents,
): Promise<LocatedTarget> {
  const line = restorableLine(given, timeline);
  // The proof is about the cluster as it runs now.
  const isCurrent = line.path.timeline === knownTimelines(given.archive)[0];
  const input = isCurrent ? given : { ...given, safeUntilMicros: null };
  let beforeMicros: bigint | null = null;
  for (const based of line.based) {
    const later = await firstCommitAfter(based.run, micros, read);
    const newest = await newestInstant(input, based, read);
    if (await isBeforeFirstSet(based, micros, later, read)) {
      const afterMicros = oldestInstant(based, newest);
      throw beforeMicros === null ? beforeWindow(afterMicros) : inGap({ beforeMicros, afterMicros });
    }
    if (later) return stopBefore(line, based, later.position, read);
    if (newest !== null && micros <= newest) return stopBefore(line, based, based.end, read);
    beforeMicros = newest ?? beforeMicros;
  }
  const isOpen = line.based.at(-1)?.isLast ?? false;
  throw isOpen ? beyondWindow(beforeMicros) : inGap({ beforeMicros, afterMicros: null });
}

/** What is later than the instant must not be in the set already; that is seen in the WAL, never taken from a clock. */
async function isBeforeFirstSet(
  { run, bases, start }: BasedRun,
  micros: bigint,
  later: Commit | null,
  read: ReadEvents,
): Promise<boolean> {
  if (later) return later.position < start || (await isUnseen());
  return isUnseen();

  /** WAL from before the set is gone, so nothing tells when its last transaction was. */
  async function isUnseen(): Promise<boolean> {
    if (micros >= consistentFromMicros(bases[0].set)) return false;
    return (await lastCommitBefore(run, start, read)) === null;
  }
}

async function locateLsn(
  input: LocateInput,
  position: bigint,
  timeline: number | undefined,
  read: ReadEvents,
): Promise<LocatedTarget> {
  const line = restorableLine(input, timeline);
  const based = line.based.find(({ start, end }) => start <= position && position <= end);
  // The last commit up to there: the same rows, and a record that certainly exists.
  if (based) return stopBefore(line, based, position + 1n, read);
  const before = line.based.findLast(({ end }) => end < position) ?? null;
  const after = line.based.find(({ start }) => start > position) ?? null;
  throw await outsideLsn(input, position, { before, after }, read);
}

/** Once and whole: the ranges on both sides, in positions and in time. */
async function outsideLsn(
  input: LocateInput,
  position: bigint,
  { before, after }: { before: BasedRun | null; after: BasedRun | null },
  read: ReadEvents,
): Promise<TargetError> {
  const [below, above] = [await boundsOf(input, before, read), await boundsOf(input, after, read)];
  const [problem, sentence] = whyOutside(before, after);
  return new TargetError(
    problem,
    `${formatLsn(position)} cannot be restored: ${sentence}`,
    {
      beforeMicros: below?.toMicros ?? null,
      afterMicros: above?.fromMicros ?? null,
      beforeLsn: below?.toLsn ?? null,
      afterLsn: above?.fromLsn ?? null,
    },
    `Nearest that can be restored: ${[below, above].flatMap((range) => range?.words ?? []).join(", and ")}.`,
  );
}

async function boundsOf(input: LocateInput, based: BasedRun | null, read: ReadEvents) {
  if (based === null) return null;
  const toMicros = await newestInstant(input, based, read);
  const fromMicros = oldestInstant(based, toMicros);
  const [fromLsn, toLsn] = [formatLsn(based.start), formatLsn(based.end)];
  const words = `from ${lsnWords(fromLsn, fromMicros)} to ${lsnWords(toLsn, toMicros)}`;
  return { fromLsn, toLsn, fromMicros, toMicros, words };
}

function whyOutside(before: BasedRun | null, after: BasedRun | null): [TargetProblem, string] {
  if (before === null)
    return ["before-window", "it is before the first backup set with all the WAL it needs."];
  if (after === null && before.isLast) return ["beyond-window", "the archive does not reach that far."];
  return ["in-gap", "archived WAL is missing or damaged there."];
}

function lsnWords(lsn: string, micros: bigint | null): string {
  return micros === null ? lsn : `${lsn} (${instantWords(micros)})`;
}

async function locateName(
  input: LocateInput,
  target: Extract<LocatableTarget, { kind: "name" }>,
  read: ReadEvents,
): Promise<LocatedTarget> {
  const line = restorableLine(input, target.timeline);
  const { based, piece, lsn } = await getRestorePoint(line, target, read);
  const position = parseLsn(lsn);
  const base = based.bases.findLast(({ stop }) => stop <= position) ?? based.bases[0];
  const commit = await lastCommitBefore(based.run, position, read);
  return {
    stop: { kind: "name", name: target.name, lsn, timeline: piece.timeline },
    label: base.set.label,
    commitMicros: commit?.atMicros ?? null,
  };
}

async function locateSet(input: LocateInput, label: string, read: ReadEvents): Promise<LocatedTarget> {
  for (const timeline of knownTimelines(input.archive)) {
    for (const based of recoveryLine(input, timeline).based) {
      const base = based.bases.find(({ set }) => set.label === label);
      if (!base) continue;
      const commit = await lastCommitBefore(based.run, base.stop, read);
      return {
        stop: { kind: "immediate", timeline: base.timeline },
        label,
        commitMicros: commit?.atMicros ?? null,
      };
    }
  }
  throw new TargetError(
    "unknown-target",
    `${label} is not a set with all the WAL it needs.`,
    { beforeMicros: null, afterMicros: null },
    "Choose another set, or a moment.",
  );
}

function restorableLine(input: LocateInput, timeline: number | undefined): RecoveryLine {
  const line = recoveryLine(input, timeline);
  if (line.based.length > 0) return line;
  throw new TargetError("nothing-restorable", "No backup set with all the WAL it needs exists.", {
    beforeMicros: null,
    afterMicros: null,
  });
}

/** Everything that committed before a position, and nothing else, from the latest set that ends before it. */
async function stopBefore(
  line: RecoveryLine,
  based: BasedRun,
  position: bigint,
  read: ReadEvents,
): Promise<LocatedTarget> {
  const base = based.bases.findLast(({ stop }) => stop <= position) ?? based.bases[0];
  const commit = await lastCommitBefore(based.run, position, read);
  return {
    stop: stopAt(line, base.stop, base.timeline, commit),
    label: base.set.label,
    commitMicros: commit?.atMicros ?? null,
  };
}

function stopAt(
  line: RecoveryLine,
  baseStop: bigint,
  baseTimeline: number,
  commit: Commit | null,
): StopPoint {
  if (!commit || commit.position < baseStop) return { kind: "immediate", timeline: baseTimeline };
  // The timeline of the file the record is read from, which at a switch is already the new one.
  const timeline = pieceAt(line.path.runs, commit.position)?.piece.timeline ?? line.path.timeline;
  return { kind: "lsn", lsn: commit.lsn, inclusive: true, timeline };
}

/** Latest instant known to be covered: of the last commit, or when nothing came after it, of the last proof. */
async function newestInstant(input: LocateInput, based: BasedRun, read: ReadEvents): Promise<bigint | null> {
  const proven = based.isLast ? (input.safeUntilMicros ?? null) : null;
  const commit = await lastCommitBefore(based.run, based.end, read);
  const piece = commit && pieceAt([based.run], commit.position)?.piece;
  const bounds = piece ? commitBoundsOf(await read(piece.segment)) : null;
  if (!bounds) return proven;
  return maxOf(bounds.lastMicros, proven ?? bounds.lastMicros);
}

function oldestInstant({ bases }: BasedRun, newest: bigint | null): bigint | null {
  const consistent = consistentFromMicros(bases[0].set);
  return newest === null ? null : minOf(consistent, newest);
}

const beforeWindow = (afterMicros: bigint | null) =>
  new TargetError("before-window", "That is before the first backup set that can be restored.", {
    beforeMicros: null,
    afterMicros,
  });

const inGap = (nearest: NearestInstants) =>
  new TargetError(
    "in-gap",
    "Archived WAL is missing or damaged there, so that state cannot be reached.",
    nearest,
  );

const beyondWindow = (beforeMicros: bigint | null) =>
  new TargetError("beyond-window", "Nothing proves that the archive reaches that far.", {
    beforeMicros,
    afterMicros: null,
  });
