import { useId } from "react";
import type { HoleShape, SetTick, TimelineLayout } from "#components/timeline/layout.ts";
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
const labelColor = { bad: "var(--bad)", warn: "var(--warn)", plain: "var(--ink-2)" } as const;

/** The picture only: everything in it is also in the table and in the readout, so it is hidden from readers. */
export function TimelineDrawing({ layout, chosen, hoverX }: TimelineDrawingProps) {
  const hatch = useId();
  const { width } = layout;
  return (
    <svg width={width} height={drawingHeight} aria-hidden="true" className="block select-none">
      <defs>
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="var(--bad-soft)" />
          <path d="M0 0v7" stroke="var(--bad)" strokeWidth="1.8" />
        </pattern>
      </defs>
      <Axis layout={layout} />
      {layout.bands.map((one) => (
        <rect
          key={`${one.fromMicros}`}
          x={one.x}
          y={band.top}
          width={one.width}
          height={band.bottom - band.top}
          rx={Math.min(4, one.width / 2)}
          fill="var(--accent-soft)"
          stroke="var(--accent)"
          strokeOpacity="0.4"
        />
      ))}
      {layout.left.map((one) => (
        <path
          key={`left-${one.fromMicros}`}
          d={`M${one.x} ${band.bottom + 4.5}h${one.width}`}
          stroke="var(--ink-3)"
          strokeWidth="3"
          strokeDasharray="4 3"
        />
      ))}
      {layout.holes.map((hole) => (
        <rect
          key={`${hole.fromMicros}`}
          x={hole.x}
          y={band.top}
          width={hole.width}
          height={band.bottom - band.top}
          fill={`url(#${hatch})`}
        />
      ))}
      {layout.ticks.map((tick) => (
        <Tick key={`${tick.x}`} tick={tick} />
      ))}
      {layout.nowX !== null && <path d={`M${layout.nowX} 22v48`} stroke="var(--ink)" strokeWidth="1.5" />}
      {layout.markers.map((marker) => (
        <MarkerGlyph key={`${marker.x}`} kind={marker.kind} x={marker.x} y={markerY} />
      ))}
      {hoverX !== null && <path d={`M${hoverX} 20v68`} stroke="var(--ink-3)" strokeDasharray="2 3" />}
      {chosen !== null && <Chosen {...chosen} width={width} />}
      <Labels layout={layout} />
    </svg>
  );
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

function Tick({ tick }: { tick: SetTick }) {
  const look = tickLook[tick.type];
  if (tick.isSound)
    return (
      <path
        d={`M${tick.x} ${look.from}V${look.to}`}
        stroke={look.color}
        strokeWidth={tick.sets.length > 1 ? look.width + 0.8 : look.width}
      />
    );
  return (
    <g stroke="var(--bad)" strokeWidth={look.width}>
      <path d={`M${tick.x} ${look.from}V${look.to}`} strokeDasharray="3 2" />
      <path d={`M${tick.x - 3} 22l6 6m0-6-6 6`} />
    </g>
  );
}

function Labels({ layout }: { layout: TimelineLayout }) {
  const holes = layout.holes.map((hole): Label => ({ x: hole.x - 10, text: holeLabel(hole), tone: "bad" }));
  const markers = layout.markers.map(
    (marker): Label => ({
      x: marker.x,
      text: marker.markers.length === 1 ? (marker.markers[0]?.text ?? "") : `${marker.markers.length} events`,
      tone: marker.kind === "failed" ? "bad" : "plain",
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
