import type { RestoreFilesInput, StopPoint } from "#lib/engines/engine.ts";

export interface RestoreArgsInput {
  restore: RestoreFilesInput;
  /** The directory is the cluster's own: links and tablespaces go back to where they were. */
  isInPlace: boolean;
  delta: boolean;
  binaryPath: string;
}

/** pgBackRest's arguments for one restore. The set is always named: left alone, it ignores a target older than it. */
export function restoreArgs({ restore, isInPlace, delta, binaryPath }: RestoreArgsInput): string[] {
  return [
    `--set=${restore.label}`,
    ...stopArgs(restore.stop),
    "--target-action=pause",
    // What restore_command will call, whatever PATH the server has.
    `--cmd=${binaryPath}`,
    ...(delta ? ["--delta"] : []),
    ...(restore.archivingOff ? ["--archive-mode=off"] : []),
    // Beside the original, its tablespaces would otherwise be restored over the original's.
    ...(isInPlace ? ["--link-all"] : [`--tablespace-map-all=${restore.dataDirectory}-tablespaces`]),
  ];
}

/**
 * A named restore point is addressed by its LSN too: a name need not be unique, and recovery would stop at the first
 * one it meets.
 */
function stopArgs(stop: StopPoint): string[] {
  switch (stop.kind) {
    case "immediate":
      // pgBackRest refuses --target-timeline here, and the server's default is the newest timeline, which the set need
      // not be on.
      return ["--type=immediate", `--recovery-option=recovery_target_timeline=${stop.timeline}`];
    case "name":
      return ["--type=lsn", `--target=${stop.lsn}`, `--target-timeline=${stop.timeline}`];
    case "lsn":
      return [
        "--type=lsn",
        `--target=${stop.lsn}`,
        `--target-timeline=${stop.timeline}`,
        ...(stop.inclusive ? [] : ["--target-exclusive"]),
      ];
  }
}
