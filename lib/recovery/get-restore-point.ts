import { AppError } from "#lib/errors.ts";
import { parseLsn } from "#lib/format/lsn.ts";
import type { ReadEvents } from "./commit-search.ts";
import type { BasedRun, RecoveryLine } from "./recovery-line.ts";
import { instantWords, TargetError } from "./target-error.ts";
import type { Piece } from "./timeline-path.ts";

interface FoundRestorePoint {
  based: BasedRun;
  piece: Piece;
  lsn: string;
}

const mostSegments = 2_000;
const mostNamed = 5;

/**
 * The newest restore point of that name, or exactly the one at `lsn`. Throws TargetError with the names there are, and
 * LIMIT when it was not found in time.
 */
export async function getRestorePoint(
  line: RecoveryLine,
  target: { name: string; lsn?: string },
  readEvents: ReadEvents,
): Promise<FoundRestorePoint> {
  const wanted = target.lsn === undefined ? null : parseLsn(target.lsn);
  /** Names that were passed, the newest first, with their newest instant. */
  const passed = new Map<string, bigint>();
  let read = 0;
  for (const based of line.based.toReversed()) {
    for (const piece of based.run.toReversed()) {
      if (wanted !== null && (wanted < piece.from || wanted >= piece.to)) continue;
      read += 1;
      if (read > mostSegments) throw searchLimit(target.name);
      const events = await readEvents(piece.segment);
      for (const { kind, name, lsn, atMicros } of events.toReversed()) {
        if (kind !== "restore-point" || name === null || parseLsn(lsn) < based.start) continue;
        if (name === target.name && (wanted === null || parseLsn(lsn) === wanted))
          return { based, piece, lsn };
        if (!passed.has(name)) passed.set(name, atMicros);
      }
    }
  }
  throw unknownName(target.name, passed);
}

function unknownName(wanted: string, passed: ReadonlyMap<string, bigint>): TargetError {
  const isNearly = ([name]: [string, bigint]) => name.toLowerCase() === wanted.toLowerCase();
  const [nearly, others] = [[...passed].filter(isNearly), [...passed].filter((one) => !isNearly(one))];
  const named = [...nearly, ...others]
    .slice(0, mostNamed)
    .map(([name, atMicros]) => `“${name}” (${instantWords(atMicros)})`);
  return new TargetError(
    "unknown-target",
    `No restore point is called “${wanted}” in the archive.`,
    { beforeMicros: null, afterMicros: null },
    named.length === 0
      ? "Check the name, or choose a moment."
      : `Capital and small letters matter. ${named.length === 1 ? "There is" : "The newest are"} ${named.join(", ")}. Or choose a moment.`,
  );
}

const searchLimit = (name: string) =>
  new AppError("LIMIT", `“${name}” was not found in the newest ${mostSegments} WAL segments.`, {
    reason: "search-limit",
    hint: "Give the restore point's LSN.",
  });
