import type { Hit } from "#components/timeline/hit-test.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatInstant } from "#lib/format/instant.ts";

interface TimelineReadoutProps {
  x: number;
  width: number;
  micros: bigint;
  zone: string;
  hit: Hit;
}

const bubbleWidth = 256;

/** What is under the pointer. */
export function TimelineReadout({ x, width, micros, zone, hit }: TimelineReadoutProps) {
  const left = Math.min(Math.max(0, x - bubbleWidth / 2), Math.max(0, width - bubbleWidth));
  return (
    <div
      aria-hidden="true"
      style={{ left, width: Math.min(bubbleWidth, width) }}
      className="num pointer-events-none absolute bottom-full z-10 grid gap-0.5 rounded-md bg-ink px-2.5 py-1.5 text-sm text-bg"
    >
      <div className="font-[560]">{formatInstant(micros, zone)}</div>
      {linesOf(hit).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sets can read the same, and no line keeps a state
        <div key={index}>{line}</div>
      ))}
    </div>
  );
}

function linesOf(hit: Hit): string[] {
  if (hit === null) return [];
  switch (hit.kind) {
    case "hole":
      return [`Not restorable: ${hit.shape.reason}`];
    case "marker":
      return hit.shape.markers.slice(0, 4).map((marker) => marker.text);
    case "set":
      return [
        ...hit.shape.sets
          .slice(0, 3)
          .map(
            (set) =>
              `${set.type} · ${formatBytes(set.repositoryBytes)} · ${set.problem ?? set.rung ?? "not stored"}${set.isOnCurrentLine ? "" : " · on history that a restore left"}`,
          ),
        ...(hit.shape.sets.length > 3 ? [`and ${hit.shape.sets.length - 3} more sets`] : []),
      ];
  }
}
