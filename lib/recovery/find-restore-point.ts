import { AppError } from "#lib/errors.ts";
import { parseLsn } from "#lib/format/lsn.ts";
import type { ReadEvents } from "./commit-search.ts";
import type { BasedRun, RecoveryLine } from "./recovery-line.ts";
import type { Piece } from "./timeline-path.ts";

export interface FoundRestorePoint {
  based: BasedRun;
  piece: Piece;
  lsn: string;
}

const mostSegments = 2_000;

/** The newest restore point of that name, or exactly the one at `lsn`. Throws LIMIT when it was not found in time. */
export async function findRestorePoint(
  line: RecoveryLine,
  target: { name: string; lsn?: string },
  readEvents: ReadEvents,
): Promise<FoundRestorePoint | null> {
  const wanted = target.lsn === undefined ? null : parseLsn(target.lsn);
  let read = 0;
  for (const based of line.based.toReversed()) {
    for (const piece of based.run.toReversed()) {
      if (wanted !== null && (wanted < piece.from || wanted >= piece.to)) continue;
      read += 1;
      if (read > mostSegments) throw searchLimit(target.name);
      const events = await readEvents(piece.segment);
      const event = events.findLast(
        (candidate) =>
          candidate.kind === "restore-point" &&
          candidate.name === target.name &&
          parseLsn(candidate.lsn) >= based.start &&
          (wanted === null || parseLsn(candidate.lsn) === wanted),
      );
      if (event) return { based, piece, lsn: event.lsn };
    }
  }
  return null;
}

const searchLimit = (name: string) =>
  new AppError("LIMIT", `${name} was not found in the newest ${mostSegments} WAL segments.`, {
    reason: "search-limit",
    hint: "Give the restore point's LSN.",
  });
