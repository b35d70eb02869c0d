import type { Archive, ArchivedSegment, EngineBackupSet } from "#lib/engines/engine.ts";
import { maxOf } from "#lib/format/bigint.ts";
import { describeInstant } from "#lib/format/instant.ts";
import { formatLsn, parseLsn } from "#lib/format/lsn.ts";
import type { KnownBounds } from "./commit-bounds.ts";
import type { RecoveryGap, RecoveryRange, RecoveryWindow } from "./schema.ts";
import { knownTimelines, leavesAt, type Run, type TimelinePath, timelinePath } from "./timeline-path.ts";
import { consistentFromMicros, type UsableSet, usableSets } from "./usable-sets.ts";

export interface WindowInput {
  archive: Archive;
  /** Those of the same repository; a set that is known to be incomplete there has to be left out. */
  sets: EngineBackupSet[];
  commitBounds: KnownBounds;
  nowMicros: bigint;
  /** Newest instant at which everything committed was known to be archived: until then an idle end counts. */
  safeUntilMicros?: bigint | null;
}

/** How far back from the end of a run a commit is looked for. */
const longestLookBack = 256;

/**
 * What can be restored, per line of history: the current one in full, of an abandoned one what it does not share. A
 * range begins with the first usable set after a hole; only a later set ends a gap.
 */
export function computeRecoveryWindow(input: WindowInput): RecoveryWindow {
  const lines = historyLines(input);
  const current = lines[0];
  const onCurrent = new Set(current?.usable.map(({ set }) => set.label));
  return {
    repositoryId: input.archive.repositoryId,
    computedAtMicros: input.nowMicros.toString(),
    currentTimeline: current?.path.timeline ?? 1,
    ranges: lines.flatMap((line) =>
      rangesOf(input, line, (label) => line === current || !onCurrent.has(label)),
    ),
    gaps: lines.flatMap((line) => gapsOf(input, line)),
    newest: current ? newestOf(input, current) : null,
  };
}

/**
 * Segments whose commit bounds the window lacks: at most one per range, at its end. Read them, add the bounds and ask
 * again until nothing is asked for.
 */
export function segmentsNeedingBounds(input: Omit<WindowInput, "nowMicros">): ArchivedSegment[] {
  const wanted = new Map<string, ArchivedSegment>();
  for (const { path } of historyLines(input)) {
    for (const run of path.runs) {
      const piece = run
        .slice(-longestLookBack)
        .reverse()
        .find(({ segment }) => input.commitBounds.get(segment.name) !== null);
      if (piece && !input.commitBounds.has(piece.segment.name)) wanted.set(piece.segment.name, piece.segment);
    }
  }
  return [...wanted.values()];
}

interface HistoryLine {
  path: TimelinePath;
  /** What lies before is part of the current line. */
  ownFrom: bigint;
  usable: UsableSet[];
}

/** The current line first. Lines without a usable set are left out, except the current one. */
function historyLines(input: Pick<WindowInput, "archive" | "sets">): HistoryLine[] {
  const [currentTimeline, ...others] = knownTimelines(input.archive);
  if (currentTimeline === undefined) return [];
  const line = (path: TimelinePath, ownFrom: bigint): HistoryLine => {
    const usable = usableSets(path, input.archive, input.sets);
    return { path, ownFrom, usable };
  };
  const current = timelinePath(input.archive, currentTimeline);
  const abandoned = others.flatMap((timeline) => {
    const path = timelinePath(input.archive, timeline);
    const left = leavesAt(path, current);
    // A branch of a branch shows only what is on its own timeline.
    const own = path.stretches.at(-1)?.from ?? 0n;
    const ownFrom = left !== null && left > own ? left : own;
    const end = path.runs.at(-1)?.at(-1);
    return end && end.timeline === timeline && end.to > ownFrom ? [line(path, ownFrom)] : [];
  });
  return [line(current, 0n), ...abandoned.filter(({ usable }) => usable.length > 0)];
}

function rangesOf(input: WindowInput, line: HistoryLine, isOwn: (label: string) => boolean): RecoveryRange[] {
  return line.path.runs.flatMap((run): RecoveryRange[] => {
    const base = line.usable.find((usable) => usable.run === run);
    const end = run.at(-1);
    if (!base || !end || end.to <= line.ownFrom) return [];
    const from = maxOf(base.stop, line.ownFrom);
    const consistent = consistentFromMicros(base.set);
    const isWhole = from === base.stop;
    const start = isWhole ? consistent : maxOf(consistent, firstCommitAfter(input, run, from) ?? consistent);
    const last = lastCommit(input, run) ?? start;
    const isCurrent = line.path.timeline === knownTimelines(input.archive)[0];
    const until = isCurrent && reachesEnd(line.path, run) ? maxOf(last, input.safeUntilMicros ?? last) : last;
    return [
      {
        timeline: line.path.timeline,
        baseLabel: base.set.label,
        fromLsn: formatLsn(from),
        toLsn: formatLsn(end.to),
        fromMicros: start.toString(),
        toMicros: maxOf(start, until).toString(),
        baseLabels: line.usable.flatMap(({ run: its, set }) =>
          its === run && isOwn(set.label) ? [set.label] : [],
        ),
        reachesEnd: reachesEnd(line.path, run),
      },
    ];
  });
}

/** Nothing of this line is archived after it. */
function reachesEnd({ runs, afterDamage }: TimelinePath, run: Run): boolean {
  return run === runs.at(-1) && afterDamage === null;
}

function gapsOf(input: WindowInput, line: HistoryLine): RecoveryGap[] {
  const { runs, damaged, afterDamage } = line.path;
  const firstStart = firstSetStart(input, line);
  return runs.flatMap((run, index): RecoveryGap[] => {
    const before = run.at(-1);
    const after = runs[index + 1]?.[0] ?? afterDamage;
    if (!before || !after || firstStart === null) return [];
    // A hole in WAL older than the oldest set, or in what another line shows already, is nobody's loss.
    if (after.from <= firstStart || after.from <= line.ownFrom) return [];
    const missingSegments = after.number - before.number - 1;
    const among = damaged.filter(({ number }) => before.number < number && number < after.number);
    const nextBase = line.usable.find((usable) => usable.stop > after.from);
    return [
      {
        timeline: line.path.timeline,
        afterSegment: before.segment.name,
        beforeSegment: after.segment.name,
        missingSegments,
        fromMicros: (lastCommit(input, run) ?? before.segment.archivedAtMicros).toString(),
        toMicros: nextBase ? consistentFromMicros(nextBase.set).toString() : null,
        reason: whyGap(missingSegments - among.length, among.length, input.archive),
      },
    ];
  });
}

function whyGap(missing: number, broken: number, { damaged }: Archive): string {
  const missed = missing > 0 ? "WAL segments are missing from the repository." : "";
  if (broken === 0 || !damaged) return missed;
  const at = describeInstant(damaged.foundAtMicros, "UTC", "second");
  return `${missed} WAL segments are damaged, found by the verification of ${at}.`.trimStart();
}

/** Also of a set that is not usable: a hole inside it is the reason. */
function firstSetStart(input: WindowInput, line: HistoryLine): bigint | null {
  const timelines = new Set(line.path.stretches.map(({ timeline }) => timeline));
  const starts = input.sets
    .filter((set) => set.systemIdentifier === input.archive.systemIdentifier && timelines.has(set.timeline))
    .map((set) => parseLsn(set.startLsn));
  return starts.reduce<bigint | null>(
    (least, start) => (least === null || start < least ? start : least),
    null,
  );
}

function newestOf(input: WindowInput, line: HistoryLine): RecoveryWindow["newest"] {
  const base = line.usable.at(-1);
  const end = base?.run.at(-1);
  if (!base || !end) return null;
  return {
    lsn: formatLsn(end.to),
    segment: end.segment.name,
    commitMicros: lastCommit(input, base.run)?.toString() ?? null,
    timeline: end.timeline,
  };
}

function lastCommit({ commitBounds }: WindowInput, run: Run): bigint | null {
  for (const piece of run.slice(-longestLookBack).reverse()) {
    const bounds = commitBounds.get(piece.segment.name);
    if (bounds === undefined) return null;
    if (bounds !== null) return bounds.lastMicros;
  }
  return null;
}

/** The newest gap that a full backup would close: none is made any more on history that a restore left. */
export function openGap({ gaps, currentTimeline }: RecoveryWindow): RecoveryGap | null {
  return gaps.findLast((gap) => gap.toMicros === null && gap.timeline === currentTimeline) ?? null;
}

/** Only from bounds that happen to be known: it improves the drawing of an abandoned line, and decides nothing. */
function firstCommitAfter({ commitBounds }: WindowInput, run: Run, position: bigint): bigint | null {
  for (const piece of run) {
    if (piece.to <= position) continue;
    const bounds = commitBounds.get(piece.segment.name);
    if (bounds) return bounds.firstMicros;
  }
  return null;
}
