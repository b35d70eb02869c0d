import { compareLsn } from "#lib/format/lsn.ts";
import type { ControlData } from "./read-control-data.ts";

type Left = Pick<ControlData, "state" | "checkpointLsn" | "timeline">;

/**
 * Whether a server ran on data that were left like this, judged by their control file: every run writes its state
 * first and a later checkpoint in the end. False for the files of a backup set put in their place: those are behind
 * it, on another timeline, or in archive recovery.
 */
export function wasRunSince(left: Left, found: Left & { isRunning: boolean }): boolean {
  if (found.timeline !== left.timeline || found.state === "in archive recovery") return false;
  const ahead = compareLsn(found.checkpointLsn, left.checkpointLsn);
  return ahead > 0 || (ahead === 0 && (found.isRunning || found.state !== left.state));
}
