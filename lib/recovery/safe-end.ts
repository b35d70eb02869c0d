import { formatLsn, segmentNumber, segmentStart } from "#lib/format/lsn.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";

/** The WAL segment size of all but deliberately different clusters; carried in the window when it differs. */
const SEGMENT_BYTES = 16 * 1024 * 1024;

/** First LSN that is not safely archived: everything before it, back to a backup set, can be restored. */
export function safeEnd(
  window: RecoveryWindow,
  segmentBytes = SEGMENT_BYTES,
): { timeline: number; lsn: string } | null {
  if (window.newest === null) return null;
  const next = segmentNumber(window.newest.segment, segmentBytes) + 1;
  return { timeline: window.newest.timeline, lsn: formatLsn(segmentStart(next, segmentBytes)) };
}
