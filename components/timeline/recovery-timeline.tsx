"use client";

import { type ReactNode, useMemo, useRef, useState } from "react";
import { ChosenMoment } from "#components/timeline/chosen-moment.tsx";
import { hitTest } from "#components/timeline/hit-test.ts";
import { layoutTimeline } from "#components/timeline/layout.ts";
import { MomentNotice } from "#components/timeline/moment-notice.tsx";
import { NothingInView } from "#components/timeline/nothing-in-view.tsx";
import { orderSets } from "#components/timeline/order-sets.ts";
import { recoverability } from "#components/timeline/recoverability.ts";
import { scale } from "#components/timeline/scale.ts";
import { snapInstant } from "#components/timeline/snap-instant.ts";
import { stepForView } from "#components/timeline/step-for-view.ts";
import { TimelineDrawing } from "#components/timeline/timeline-drawing.tsx";
import { TimelineLegend } from "#components/timeline/timeline-legend.tsx";
import { TimelineReadout } from "#components/timeline/timeline-readout.tsx";
import { TimelineSlider } from "#components/timeline/timeline-slider.tsx";
import { TimelineTable } from "#components/timeline/timeline-table.tsx";
import { TimelineToolbar } from "#components/timeline/timeline-toolbar.tsx";
import { useMomentChoice } from "#components/timeline/use-moment-choice.ts";
import { useTimelineView } from "#components/timeline/use-timeline-view.ts";
import { useWidth } from "#components/timeline/use-width.ts";
import { zoomCentre } from "#components/timeline/zoom-centre.ts";
import { formatInstant } from "#lib/format/instant.ts";
import type { RecoveryWindow, TimelineMarker, TimelineSet } from "#lib/recovery/schema.ts";

interface RecoveryTimelineProps {
  windows: readonly RecoveryWindow[];
  sets: readonly TimelineSet[];
  markers: readonly TimelineMarker[];
  zone: string;
  nowMicros: bigint;
  chosenMicros: bigint | null;
  onChoose: (micros: bigint) => void;
  onDrop: () => void;
  onLsn: ((lsn: string) => void) | { hrefOf: (lsn: string) => string };
  /** At the right of the toolbar: usually the zone. */
  aside?: ReactNode;
  /** What can be done with the chosen moment, while it can be restored. */
  action?: ReactNode;
}

/** What can be restored, on a line; every way to choose a moment ends at one that can be restored (U2). */
export function RecoveryTimeline(props: RecoveryTimelineProps) {
  const { windows, sets, markers, zone, nowMicros, chosenMicros, onChoose, onDrop, onLsn } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const recoverable = useMemo(() => recoverability(windows), [windows]);
  const ordered = useMemo(() => orderSets(sets), [sets]);
  const shown = useTimelineView(recoverable, nowMicros, chosenMicros);
  const [isTable, setTable] = useState(false);
  const [hoverX, setHoverX] = useState<number | null>(null);
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

  const { notice, choose, chooseNear, step, chooseEdge } = useMomentChoice(
    recoverable,
    chosenMicros,
    (micros) => {
      shown.reveal(micros);
      onChoose(micros);
    },
  );
  const centre = zoomCentre(recoverable, shown.view, chosenMicros);

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
            onEdge={chooseEdge}
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
      {!isTable && (
        <>
          <NothingInView
            recoverable={recoverable}
            view={shown.view}
            zone={zone}
            nowMicros={nowMicros}
            onGo={(micros) => {
              shown.reveal(micros);
              // The button goes away with what it was for.
              frame.current?.querySelector<HTMLElement>("[role=slider]")?.focus();
            }}
          />
          <TimelineLegend recoverable={recoverable} />
        </>
      )}
      <div className="mt-1 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-[1_1_28rem]">
          <ChosenMoment
            chosenMicros={chosenMicros}
            recoverable={recoverable}
            zone={zone}
            nowMicros={nowMicros}
            onChoose={choose}
            onStep={step}
            onDrop={onDrop}
            onLsn={onLsn}
          />
          <MomentNotice
            chosenMicros={chosenMicros}
            standing={standing}
            notice={notice}
            sets={sets}
            nowMicros={nowMicros}
            zone={zone}
            onTake={choose}
          />
        </div>
        {standing?.kind === "restorable" && props.action}
      </div>
    </div>
  );
}

function secondsOf(micros: bigint): number {
  return Number(micros / 1_000_000n);
}
