import { memo, useId } from "react";
import type { Band, HoleShape, SetTick, TimelineLayout } from "#components/timeline/layout.ts";
import { MarkerGlyph } from "#components/timeline/marker-glyph.tsx";
import { type Label, placeLabels } from "#components/timeline/place-labels.ts";
import { formatDuration } from "#lib/format/duration.ts";

interface TimelineDrawingProps {
  layout: TimelineLayout;
  chosen: { x: number; label: string } | null;
  hoverX: number | null;
}

export const drawingHeight = 132;
const band = { top: 32, bottom: 62 };
const markerY = 78;
const labelY = [82, 98];
const chosenY = 120;
const tickLook = {
  full: { from: 27, to: 67, width: 2, color: "var(--ink-2)" },
  diff: { from: 33, to: 61, width: 1.6, color: "var(--ink-2)" },
  incr: { from: 39, to: 55, width: 1.4, color: "var(--ink-3)" },
} as const;
const markerTone = {
  failed: "bad",
  alert: "warn",
  restore: "plain",
  proven: "plain",
  check: "plain",
} as const;
const labelColor = { bad: "var(--bad)", warn: "var(--warn)", plain: "var(--ink-2)" } as const;

/** The picture only: everything in it is also in the table and in the readout, so it is hidden from readers. */
export function TimelineDrawing({ layout, chosen, hoverX }: TimelineDrawingProps) {
  return (
    <svg width={layout.width} height={drawingHeight} aria-hidden="true" className="block select-none">
      <Picture layout={layout} />
      {hoverX !== null && <path d={`M${hoverX} 20v68`} stroke="var(--ink-3)" strokeDasharray="2 3" />}
      {chosen !== null && <Chosen {...chosen} width={layout.width} />}
    </svg>
  );
}

/** All but what follows the pointer. Equal shapes are one path: hundreds of elements would not keep up with a zoom. */
const Picture = memo(function Picture({ layout }: { layout: TimelineLayout }) {
  const hatch = useId();
  return (
    <>
      <defs>
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="var(--bad-soft)" />
          <path d="M0 0v7" stroke="var(--bad)" strokeWidth="1.8" />
        </pattern>
      </defs>
      <Axis layout={layout} />
      <path
        d={layout.bands.map(bandPath).join("")}
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeOpacity="0.4"
      />
      <path
        d={layout.left.map((one) => `M${px(one.x)} ${band.bottom + 4.5}h${px(one.width)}`).join("")}
        stroke="var(--ink-3)"
        strokeWidth="3"
        strokeDasharray="4 3"
      />
      <path d={layout.holes.map(holePath).join("")} fill={`url(#${hatch})`} />
      <Ticks ticks={layout.ticks} />
      {layout.nowX !== null && <path d={`M${layout.nowX} 22v48`} stroke="var(--ink)" strokeWidth="1.5" />}
      {layout.markers.map((marker, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a glyph keeps no state, and moves with every zoom
        <MarkerGlyph key={index} kind={marker.kind} x={marker.x} y={markerY} />
      ))}
      <Labels layout={layout} />
    </>
  );
});

/** A tenth of a pixel is more than can be seen. */
function px(value: number): number {
  return Math.round(value * 10) / 10;
}

function bandPath({ x, width }: Band): string {
  const radius = Math.min(4, width / 2);
  const [inner, height] = [px(width - 2 * radius), band.bottom - band.top - 2 * radius];
  const corner = (dx: number, dy: number) => `a${px(radius)} ${px(radius)} 0 0 1 ${px(dx)} ${px(dy)}`;
  return `M${px(x + radius)} ${band.top}h${inner}${corner(radius, radius)}v${px(height)}${corner(-radius, radius)}h${-inner}${corner(-radius, -radius)}v${px(-height)}${corner(radius, -radius)}z`;
}

function holePath({ x, width }: HoleShape): string {
  return `M${px(x)} ${band.top}h${px(width)}v${band.bottom - band.top}h${px(-width)}z`;
}

function Axis({ layout }: { layout: TimelineLayout }) {
  const nowX = layout.nowX;
  return (
    <g fontSize="11">
      {layout.axis.map((tick) => (
        <g key={`${tick.micros}`}>
          <path d={`M${tick.x} 20v68`} stroke={tick.isMajor ? "var(--line-strong)" : "var(--line)"} />
          {(nowX === null || Math.abs(tick.x - nowX) > 40) && tick.x < layout.width - 20 && (
            <text
              x={Math.max(tick.x, tick.label.length * 3)}
              y="12"
              textAnchor="middle"
              fill={tick.isMajor ? "var(--ink)" : "var(--ink-3)"}
            >
              {tick.label}
            </text>
          )}
        </g>
      ))}
      {nowX !== null && (
        <text
          x={Math.min(nowX, layout.width - 2)}
          y="12"
          textAnchor={nowX > layout.width - 24 ? "end" : "middle"}
          fill="var(--ink)"
        >
          now
        </text>
      )}
    </g>
  );
}

function Ticks({ ticks }: { ticks: readonly SetTick[] }) {
  return (
    <>
      {(["incr", "diff", "full"] as const).map((type) => (
        <g key={type} stroke={tickLook[type].color}>
          {[false, true].map((isMany) => (
            <path
              key={`${isMany}`}
              d={tickPath(ticks, type, (tick) => tick.isSound && tick.sets.length > 1 === isMany)}
              strokeWidth={tickLook[type].width + (isMany ? 0.8 : 0)}
            />
          ))}
          <path
            d={tickPath(ticks, type, (tick) => !tick.isSound)}
            stroke="var(--bad)"
            strokeWidth={tickLook[type].width}
            strokeDasharray="3 2"
          />
        </g>
      ))}
      <path
        d={ticks.flatMap(({ isSound, x }) => (isSound ? [] : `M${px(x - 3)} 22l6 6m0-6-6 6`)).join("")}
        stroke="var(--bad)"
        strokeWidth="1.6"
      />
    </>
  );
}

function tickPath(
  ticks: readonly SetTick[],
  type: SetTick["type"],
  isDrawn: (tick: SetTick) => boolean,
): string {
  const { from, to } = tickLook[type];
  return ticks
    .filter((tick) => tick.type === type && isDrawn(tick))
    .map(({ x }) => `M${px(x)} ${from}V${to}`)
    .join("");
}

function Labels({ layout }: { layout: TimelineLayout }) {
  const holes = layout.holes.map((hole): Label => ({ x: hole.x - 10, text: holeLabel(hole), tone: "bad" }));
  const markers = layout.markers.map(
    (marker): Label => ({
      x: marker.x,
      text: marker.markers.length === 1 ? (marker.markers[0]?.text ?? "") : `${marker.markers.length} events`,
      tone: markerTone[marker.kind],
    }),
  );
  // Beside glyphs on the first line only markers may stand; holes take the second.
  const placed = [
    ...placeLabels(
      markers.filter((one) => one.text.length < 48),
      layout.width,
      1,
    ).filter((one) =>
      layout.markers.every((other) => other.x < one.left - 4 || other.x > one.left + one.text.length * 6 + 8),
    ),
    ...placeLabels(holes, layout.width, 1).map((one) => ({ ...one, row: 1 })),
  ];
  return (
    <g fontSize="11" stroke="var(--panel)" strokeWidth="4" strokeLinejoin="round" paintOrder="stroke">
      {placed.map((one) => (
        <text
          key={`${one.row}-${one.left}-${one.text}`}
          x={one.left}
          y={labelY[one.row]}
          fill={labelColor[one.tone]}
        >
          {one.text}
        </text>
      ))}
    </g>
  );
}

function holeLabel(hole: HoleShape): string {
  const reason = hole.reason.replace(/\.$/, "");
  const short = reason.length > 64 ? `${reason.slice(0, 62)}…` : reason;
  if (hole.toMicros === null) return `gap, still open: ${short}`;
  return `gap ${formatDuration(Number(hole.toMicros - hole.fromMicros) / 1000)}: ${short}`;
}

function Chosen({ x, label, width }: { x: number; label: string; width: number }) {
  if (x < 0 || x > width) {
    const isLeft = x < 0;
    return (
      <text
        x={isLeft ? 0 : width}
        y={chosenY}
        fontSize="11"
        fontWeight="600"
        textAnchor={isLeft ? "start" : "end"}
        fill="var(--accent)"
      >
        {isLeft ? `← ${label}` : `${label} →`}
      </text>
    );
  }
  const half = label.length * 3.2;
  return (
    <g fill="var(--accent)">
      <path d={`M${x} 24V${chosenY - 13}`} stroke="var(--accent)" strokeWidth="2" />
      <circle cx={x} cy="24" r="5" />
      <text
        x={Math.min(Math.max(x, half), width - half)}
        y={chosenY}
        fontSize="11"
        fontWeight="600"
        textAnchor="middle"
      >
        {label}
      </text>
    </g>
  );
}
