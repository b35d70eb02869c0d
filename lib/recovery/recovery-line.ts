import type { Archive, EngineBackupSet } from "#lib/engines/engine.ts";
import { knownTimelines, type Run, type TimelinePath, timelinePath } from "./timeline-path.ts";
import { type UsableSet, usableSets } from "./usable-sets.ts";

/** A run that some set can start from. It may begin long before that set. */
export interface BasedRun {
  run: Run;
  /** In order of their stop; never empty. */
  bases: [UsableSet, ...UsableSet[]];
  start: bigint;
  end: bigint;
  /** Nothing is archived after it on this line. */
  isLast: boolean;
}

export interface RecoveryLine {
  path: TimelinePath;
  based: BasedRun[];
}

/** The line of history to a timeline (default: the current one) with what can be restored on it, oldest first. */
export function recoveryLine(
  input: { archive: Archive; sets: EngineBackupSet[] },
  timeline: number | undefined,
): RecoveryLine {
  const path = timelinePath(input.archive, timeline ?? knownTimelines(input.archive)[0] ?? 1);
  const usable = usableSets(path, input.archive, input.sets);
  const based = path.runs.flatMap((run): BasedRun[] => {
    const [first, ...rest] = usable.filter((candidate) => candidate.run === run);
    const end = run.at(-1);
    if (!first || !end) return [];
    const isLast = run === path.runs.at(-1) && path.afterDamage === null;
    return [{ run, bases: [first, ...rest], start: first.stop, end: end.to, isLast }];
  });
  return { path, based };
}
