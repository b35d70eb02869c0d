import { Pressable } from "#components/ui/pressable.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import { formatInstant, microsToIso } from "#lib/format/instant.ts";
import type { TimelineSet } from "#lib/recovery/schema.ts";
import { chainWords } from "./chain-words.ts";
import type { Snap } from "./snap-instant.ts";
import type { ChoiceNotice } from "./use-moment-choice.ts";

interface MomentNoticeProps {
  chosenMicros: bigint | null;
  /** What the chosen moment is worth now; null while none is chosen. */
  standing: Snap | null;
  notice: ChoiceNotice | null;
  sets: readonly TimelineSet[];
  nowMicros: bigint;
  zone: string;
  onTake: (micros: bigint) => void;
}

/** What the chosen moment is in UTC and needs; why it is another than the one asked for, or cannot be restored. */
export function MomentNotice(props: MomentNoticeProps) {
  const { chosenMicros, standing, notice, sets, nowMicros, zone, onTake } = props;
  return (
    <div aria-live="polite" className="mt-1.5 min-h-5 text-sm text-ink-3">
      {notice !== null && (
        <p className="text-warn">
          {notice.text}{" "}
          {notice.otherMicros !== null && (
            <TakeInstead words="on the other side" micros={notice.otherMicros} zone={zone} onTake={onTake} />
          )}
        </p>
      )}
      {standing?.kind === "refused" && (
        <p className="text-bad">
          The chosen moment cannot be restored: {standing.cause}{" "}
          <TakeInstead words="before it" micros={standing.beforeMicros} zone={zone} onTake={onTake} />{" "}
          <TakeInstead words="after it" micros={standing.afterMicros} zone={zone} onTake={onTake} />
        </p>
      )}
      <p className="num">
        {standing === null || chosenMicros === null
          ? "Click the timeline, use the arrow keys on it, or type a time."
          : meaning(chosenMicros, nowMicros, zone, standing.kind === "restorable" ? sets : [])}
      </p>
    </div>
  );
}

function TakeInstead(props: {
  words: string;
  micros: bigint | null;
  zone: string;
  onTake: (micros: bigint) => void;
}) {
  const { micros } = props;
  if (micros === null) return null;
  return (
    <Pressable className="link num" onClick={() => props.onTake(micros)}>
      Take {formatInstant(micros, props.zone)} {props.words}
    </Pressable>
  );
}

function meaning(micros: bigint, nowMicros: bigint, zone: string, sets: readonly TimelineSet[]): string {
  const utc = microsToIso(micros);
  const ago = `${formatDuration(Number(nowMicros - micros) / 1000)} ago`;
  return [`= ${utc.slice(0, 10)} ${utc.slice(11)}`, ago, chainWords(sets, micros, zone)]
    .filter(Boolean)
    .join(" · ");
}
