import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
import type { OperationDto } from "#lib/operations/schema.ts";

export interface ProgressWords {
  /** From real counters; null when the running step counts nothing. */
  fraction: number | null;
  counted: string | null;
  /** A range from this resource's own history; null without history. */
  remaining: string | null;
  /** No progress for 90 s, or no sign of life from the worker: says since when. */
  stalled: string | null;
}

type Input = Pick<
  OperationDto,
  "status" | "startedAt" | "progress" | "progressAt" | "heartbeatAt" | "usualMs" | "steps"
>;

export const stalledAfterMs = 90_000;

/** U7: nothing here is guessed from elapsed time. */
export function describeProgress(operation: Input, nowMs: number): ProgressWords {
  const running = operation.status === "running";
  const { progress } = operation;
  const hasTotal = progress !== null && progress.totalBytes > 0;
  return {
    fraction: running && hasTotal ? Math.min(1, progress.doneBytes / progress.totalBytes) : null,
    counted:
      running && hasTotal
        ? `${formatBytes(progress.doneBytes)} of ${formatBytes(progress.totalBytes)}`
        : null,
    remaining: running ? remainingWords(operation, nowMs) : null,
    stalled: running ? stalledWords(operation, nowMs) : null,
  };
}

function remainingWords({ startedAt, usualMs }: Input, nowMs: number): string | null {
  if (startedAt === null || usualMs === null) return null;
  const elapsed = nowMs - Date.parse(startedAt);
  const usual = formatDurationRange(usualMs.low, usualMs.high);
  if (elapsed > usualMs.high) return `longer than usual, which is ${usual}`;
  const low = usualMs.low - elapsed;
  return low < 1000
    ? `usually ${usual} in all`
    : `${formatDurationRange(low, usualMs.high - elapsed)} left, as usual`;
}

function stalledWords(operation: Input, nowMs: number): string | null {
  const stepSigns = operation.steps.flatMap((step) => [step.startedAt, step.finishedAt]);
  const signs = [operation.startedAt, operation.progressAt, ...stepSigns].filter((sign) => sign !== null);
  const quietMs = nowMs - Math.max(...signs.map((sign) => Date.parse(sign)));
  const silentMs = operation.heartbeatAt === null ? 0 : nowMs - Date.parse(operation.heartbeatAt);
  if (silentMs > stalledAfterMs) return `The worker has not been heard of for ${formatDuration(silentMs)}.`;
  if (signs.length > 0 && quietMs > stalledAfterMs) return `No progress for ${formatDuration(quietMs)}.`;
  return null;
}
