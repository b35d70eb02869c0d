"use client";

import { type ReactNode, useMemo, useRef, useState } from "react";
import { chainWords } from "#components/timeline/chain-words.ts";
import { ChosenMoment } from "#components/timeline/chosen-moment.tsx";
import { hitTest } from "#components/timeline/hit-test.ts";
import { layoutTimeline } from "#components/timeline/layout.ts";
import { nearestRestorable } from "#components/timeline/nearest-restorable.ts";
import { orderSets } from "#components/timeline/order-sets.ts";
import { recoverability } from "#components/timeline/recoverability.ts";
import { scale } from "#components/timeline/scale.ts";
import { snapInstant } from "#components/timeline/snap-instant.ts";
import { stepForView } from "#components/timeline/step-for-view.ts";
import { stepInstant } from "#components/timeline/step-instant.ts";
import { TimelineDrawing } from "#components/timeline/timeline-drawing.tsx";
import { TimelineLegend } from "#components/timeline/timeline-legend.tsx";
import { TimelineReadout } from "#components/timeline/timeline-readout.tsx";
import { TimelineSlider } from "#components/timeline/timeline-slider.tsx";
import { TimelineTable } from "#components/timeline/timeline-table.tsx";
import { TimelineToolbar } from "#components/timeline/timeline-toolbar.tsx";
import { useTimelineView } from "#components/timeline/use-timeline-view.ts";
import { useWidth } from "#components/timeline/use-width.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatInstant, microsToIso } from "#lib/format/instant.ts";
import type { RecoveryWindow, TimelineMarker, TimelineSet } from "#lib/recovery/schema.ts";

interface RecoveryTimelineProps {
  windows: readonly RecoveryWindow[];
  sets: readonly TimelineSet[];
  markers: readonly TimelineMarker[];
  zone: string;
  nowMicros: bigint;
  chosenMicros: bigint | null;
  onChoose: (micros: bigint) => void;
  onLsn?: (lsn: string) => void;
  /** At the right of the toolbar: usually the zone. */
  aside?: ReactNode;
  /** What can be done with the chosen moment, while it can be restored. */
  action?: ReactNode;
}

interface Notice {
  text: string;
  /** The nearest restorable moment on the side that was not taken. */
  otherMicros: bigint | null;
}

/** What can be restored, on a line; every way to choose a moment ends at one that can be restored (U2). */
export function RecoveryTimeline(props: RecoveryTimelineProps) {
  const { windows, sets, markers, zone, nowMicros, chosenMicros, onChoose, onLsn } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const recoverable = useMemo(() => recoverability(windows), [windows]);
  const ordered = useMemo(() => orderSets(sets), [sets]);
  const shown = useTimelineView(recoverable, nowMicros, chosenMicros);
  const [isTable, setTable] = useState(false);
  const [hoverX, setHoverX] = useState<number | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const at = scale(shown.view, Math.max(1, width));
  const { fromMicros, toMicros } = shown.view;
  const layout = useMemo(
    () =>
      layoutTimeline({
        recoverable,
        sets: ordered,
        markers,
        view: { fromMicros, toMicros },
        width: Math.max(1, width),
        zone,
        nowMicros,
      }),
    [recoverable, ordered, markers, fromMicros, toMicros, width, zone, nowMicros],
  );
  // A link, or a set that expired since, can hold a moment that cannot be restored: said, never replaced (U3).
  const standing = chosenMicros === null ? null : snapInstant(recoverable, chosenMicros);

  const choose = (micros: bigint, why: Notice | null = null) => {
    setNotice(why);
    shown.reveal(micros);
    onChoose(micros);
  };
  const chooseNear = (micros: bigint) => {
    const snap = snapInstant(recoverable, micros);
    const nearest = nearestRestorable(recoverable, micros);
    if (snap.kind === "restorable") return choose(micros);
    if (nearest === null) return setNotice({ text: snap.cause, otherMicros: null });
    const isBefore = nearest === snap.beforeMicros;
    choose(nearest, {
      text: `That moment cannot be restored: ${snap.cause} Chosen instead: the ${isBefore ? "last before" : "first after"} it.`,
      otherMicros: isBefore ? snap.afterMicros : snap.beforeMicros,
    });
  };
  const step = (delta: bigint) => {
    const newest = recoverable.spans.at(-1)?.toMicros;
    if (newest === undefined) return;
    const next = stepInstant(recoverable, chosenMicros ?? newest, delta);
    if (next === null) return;
    choose(
      next.micros,
      next.cause === null ? null : { text: `Not further: ${next.cause}`, otherMicros: null },
    );
  };
  const edge = (which: "oldest" | "newest") => {
    const micros = which === "oldest" ? recoverable.spans[0]?.fromMicros : recoverable.spans.at(-1)?.toMicros;
    if (micros !== undefined) choose(micros);
  };
  const centre = chosenMicros ?? (shown.view.fromMicros + shown.view.toMicros) / 2n;

  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <TimelineToolbar
          preset={shown.preset}
          onPreset={shown.setPreset}
          onZoom={(factor) => shown.zoom(factor, centre)}
          onPan={shown.pan}
          isTable={isTable}
          onTable={setTable}
        />
        {props.aside}
      </div>
      <div ref={frame} className="min-w-0">
        {isTable ? (
          <TimelineTable
            recoverable={recoverable}
            markers={markers}
            nowMicros={nowMicros}
            onChoose={choose}
          />
        ) : (
          <TimelineSlider
            range={{
              min: secondsOf(shown.limits.fromMicros),
              max: secondsOf(nowMicros),
              now: secondsOf(chosenMicros ?? nowMicros),
            }}
            valueText={
              chosenMicros === null
                ? "No moment chosen"
                : `${formatInstant(chosenMicros, zone, "micros")} ${zone}`
            }
            onPoint={(x) => chooseNear(at.microsAt(x))}
            onHover={setHoverX}
            onStep={(amount, unit) =>
              step(BigInt(amount) * (unit === "second" ? 1_000_000n : stepForView(at.microsPerPixel)))
            }
            onEdge={edge}
            onZoom={(factor, x) => shown.zoom(factor, x === null ? centre : at.microsAt(x))}
          >
            {width > 0 && (
              <TimelineDrawing
                layout={layout}
                hoverX={hoverX}
                chosen={
                  chosenMicros === null
                    ? null
                    : {
                        x: at.xOf(chosenMicros),
                        label: `${formatInstant(chosenMicros, zone, "micros").slice(11, 26)} — chosen`,
                      }
                }
              />
            )}
            {hoverX !== null && (
              <TimelineReadout
                x={hoverX}
                width={width}
                micros={at.microsAt(hoverX)}
                zone={zone}
                hit={hitTest(layout, hoverX)}
              />
            )}
          </TimelineSlider>
        )}
      </div>
      {!isTable && <TimelineLegend recoverable={recoverable} />}
      <div className="mt-1 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-[1_1_28rem]">
          <ChosenMoment
            chosenMicros={chosenMicros}
            recoverable={recoverable}
            zone={zone}
            nowMicros={nowMicros}
            onChoose={choose}
            onStep={step}
            {...(onLsn === undefined ? {} : { onLsn })}
          />
          <div aria-live="polite" className="mt-1.5 min-h-5 text-sm text-ink-3">
            {notice !== null && (
              <p className="text-warn">
                {notice.text}{" "}
                {notice.otherMicros !== null && (
                  <TakeInstead
                    words="on the other side"
                    micros={notice.otherMicros}
                    zone={zone}
                    onTake={choose}
                  />
                )}
              </p>
            )}
            {standing?.kind === "refused" && (
              <p className="text-bad">
                The chosen moment cannot be restored: {standing.cause}{" "}
                <TakeInstead words="before it" micros={standing.beforeMicros} zone={zone} onTake={choose} />{" "}
                <TakeInstead words="after it" micros={standing.afterMicros} zone={zone} onTake={choose} />
              </p>
            )}
            <p className="num">
              {standing === null || chosenMicros === null
                ? "Click the timeline, use the arrow keys on it, or type a time."
                : meaning(chosenMicros, nowMicros, zone, standing.kind === "restorable" ? sets : [])}
            </p>
          </div>
        </div>
        {standing?.kind === "restorable" && props.action}
      </div>
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
    <button type="button" className="link num" onClick={() => props.onTake(micros)}>
      Take {formatInstant(micros, props.zone)} {props.words}
    </button>
  );
}

function meaning(micros: bigint, nowMicros: bigint, zone: string, sets: readonly TimelineSet[]): string {
  const utc = microsToIso(micros);
  const ago = `${formatDuration(Number(nowMicros - micros) / 1000)} ago`;
  return [`= ${utc.slice(0, 10)} ${utc.slice(11)}`, ago, chainWords(sets, micros, zone)]
    .filter(Boolean)
    .join(" · ");
}

function secondsOf(micros: bigint): number {
  return Number(micros / 1_000_000n);
}
