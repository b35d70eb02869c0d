import type { Recoverability } from "#components/timeline/recoverability.ts";
import type { View } from "#components/timeline/scale.ts";
import { snapInstant } from "#components/timeline/snap-instant.ts";
import { newestInView } from "#components/timeline/zoom-centre.ts";
import { Button } from "#components/ui/button.tsx";
import { formatMoment } from "#lib/format/instant.ts";

interface NothingInViewProps {
  recoverable: Recoverability;
  view: View;
  zone: string;
  nowMicros: bigint;
  onGo: (micros: bigint) => void;
}

/** A view without anything to choose says where there is something. */
export function NothingInView({ recoverable, view, zone, nowMicros, onGo }: NothingInViewProps) {
  if (newestInView(recoverable, view) !== null) return null;
  const snap = snapInstant(recoverable, view.fromMicros);
  if (snap.kind === "restorable") return null;
  const ways = [
    { words: "Restorable until", micros: snap.beforeMicros },
    { words: "Restorable from", micros: snap.afterMicros },
  ];
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span>Nothing on screen can be restored.</span>
      {ways.map(
        ({ words, micros }) =>
          micros !== null && (
            <Button key={words} size="small" className="num" onClick={() => onGo(micros)}>
              {words} {formatMoment(micros, zone, nowMicros)}
            </Button>
          ),
      )}
    </div>
  );
}
