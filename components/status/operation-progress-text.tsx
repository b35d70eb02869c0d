import { Meter } from "#components/ui/meter.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import type { OperationProgress } from "#lib/operations/schema.ts";

/** What was counted, never an estimate: bytes done of bytes to do in this step (U7). */
export function OperationProgressText({ progress }: { progress: OperationProgress }) {
  const { doneBytes, totalBytes, step } = progress;
  if (totalBytes <= 0) return <span className="text-sm text-ink-3">{step}</span>;
  const percent = Math.floor((100 * doneBytes) / totalBytes);
  return (
    <div>
      <span className="num text-sm text-ink-3">
        {step} · {formatBytes(doneBytes)} of {formatBytes(totalBytes)} · {percent} %
      </span>
      <Meter className="mt-1" fraction={doneBytes / totalBytes} tone="accent" />
    </div>
  );
}
