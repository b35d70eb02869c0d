import { formatDuration } from "#lib/format/duration.ts";
import type { RestoreReceipt } from "#lib/restores/schema.ts";

const phases = [
  { key: "approvalMs", label: "waiting for approval", fill: "var(--warn)" },
  { key: "queueMs", label: "waiting for the worker", fill: "var(--ink-3)" },
  { key: "safetyMs", label: "safety backup", fill: "var(--good)" },
  { key: "restoreMs", label: "restoring files", fill: "var(--accent)" },
  { key: "replayMs", label: "replaying WAL", fill: "color-mix(in srgb, var(--accent) 60%, var(--panel))" },
  { key: "validationMs", label: "checking", fill: "var(--ink)" },
] as const;

/** Where the time went; the list says the same as the bar. */
export function RtoSplit({ rto }: { rto: RestoreReceipt["rto"] }) {
  const total = Math.max(
    1,
    phases.reduce((sum, phase) => sum + rto[phase.key], 0),
  );
  const shown = phases.filter((phase) => rto[phase.key] > 0);
  return (
    <div className="grid gap-2.5">
      <p className="num text-xl font-semibold tracking-[-0.02em]">{formatDuration(rto.totalMs)}</p>
      <div aria-hidden="true" className="flex h-3 gap-px overflow-hidden rounded-sm">
        {shown.map((phase) => (
          <span
            key={phase.key}
            style={{ flexGrow: rto[phase.key] / total, flexBasis: 2, background: phase.fill }}
          />
        ))}
      </div>
      <dl className="grid gap-x-5 gap-y-1 sm:grid-cols-2">
        {shown.map((phase) => (
          <div key={phase.key} className="flex items-baseline gap-2">
            <span
              aria-hidden="true"
              className="size-2.5 flex-none rounded-xs"
              style={{ background: phase.fill }}
            />
            <dt className="text-ink-2">{phase.label}</dt>
            <dd className="num ml-auto">{formatDuration(rto[phase.key])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
