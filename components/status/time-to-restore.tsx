import { Meter } from "#components/ui/meter.tsx";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";
import { standing } from "./loss-at.ts";

interface TimeToRestoreProps {
  rto: ResourceStatus["rto"];
  targetSeconds: number | null;
}

/** From real restores only; without one there is no number. */
export function TimeToRestore({ rto, targetSeconds }: TimeToRestoreProps) {
  const objective = targetSeconds === null ? "no objective" : formatDuration(targetSeconds * 1000);
  const aim = <span className="num text-sm text-ink-3">/ {objective}</span>;
  if (!rto) return <>not measured {aim}</>;
  const tone = standing(rto.highMs, targetSeconds);
  return (
    <>
      <span className={tone === "bad" ? "num font-[550] text-bad" : "num"}>
        {formatDurationRange(rto.lowMs, rto.highMs)}
      </span>{" "}
      {aim}
      {targetSeconds !== null && (
        <Meter className="mt-1.5" fraction={rto.highMs / (targetSeconds * 1000)} tone={tone} />
      )}
      <div className="num mt-1 text-sm text-ink-3">
        measured {rto.count === 1 ? "once" : `${rto.count} times`}, approval wait included
      </div>
    </>
  );
}
