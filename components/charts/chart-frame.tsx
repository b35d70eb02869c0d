"use client";

import Link from "next/link";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { ToneShape } from "#components/ui/pill.tsx";
import { chartHeight, inner, plot, plotHeight } from "./chart-geometry.ts";
import { nearestPoint } from "./nearest-point.ts";

/** A point as it is drawn and said. */
export interface FramePoint {
  key: string;
  /** 0 at the first place for a point and at the bottom of the plot, 1 at the last and at the top. */
  x: number;
  y: number;
  isBad: boolean;
  when: string;
  /** What, then against what: "1 min 09 s would have been lost", "objective 5 min met". */
  words: string;
  verdict: string | null;
  detail: string;
  href: string | null;
}

interface ChartFrameProps {
  /** What the chart shows, read aloud. */
  label: string;
  points: readonly FramePoint[];
  children: ReactNode;
}

const leap = 10;

/** One control around a picture: the pointer, a finger or the arrow keys go from point to point, each in words. */
export function ChartFrame({ label, points, children }: ChartFrameProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const found = points.findIndex(({ key }) => key === chosen);
  const active = points[found];
  const step = (to: number) => setChosen(points[Math.min(points.length - 1, Math.max(0, to))]?.key ?? null);
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const width = box.width - inner.left - inner.right;
    const at = { x: event.clientX - box.left - inner.left, y: event.clientY - box.top - plot.top };
    setChosen(nearestPoint(points, at, { width, height: plotHeight })?.key ?? null);
  };
  return (
    <div className="grid gap-1">
      <Readout active={active} />
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, points.length)}
        aria-valuenow={found === -1 ? points.length : found + 1}
        aria-valuetext={active ? spoken(active) : "No point chosen. The arrow keys go from point to point."}
        style={{ height: chartHeight }}
        className="relative touch-pan-y rounded-md"
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={(event) => onKey(event, found === -1 ? points.length : found, points.length, step)}
      >
        <div aria-hidden="true" className="absolute inset-0">
          {children}
        </div>
        {active && <Cursor point={active} />}
      </div>
    </div>
  );
}

function onKey(event: KeyboardEvent, at: number, count: number, step: (to: number) => void) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const targets: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - leap,
    PageUp: at + leap,
    Home: 0,
    End: count - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  step(target);
}

/** Keeps its room when nothing is chosen: the picture must not jump under the pointer. */
function Readout({ active }: { active: FramePoint | undefined }) {
  return (
    <div className="num min-h-[4.5rem] text-sm sm:min-h-[2.3rem]">
      {active ? (
        <>
          <span className="font-[560]">{active.when}</span> · {active.words}
          {active.verdict && (
            <span className={active.isBad ? "font-[550] text-bad" : "text-ink-3"}>
              {" · "}
              {active.isBad && <ToneShape tone="bad" className="mr-1 inline-block" />}
              {active.verdict}
            </span>
          )}
          {active.detail && <span className="text-ink-3"> · {active.detail}</span>}
          {active.href && (
            <>
              {" · "}
              <Link href={active.href} className="link">
                open
              </Link>
            </>
          )}
        </>
      ) : (
        <span className="text-ink-3">Point at the chart, or use the arrow keys on it.</span>
      )}
    </div>
  );
}

function Cursor({ point }: { point: FramePoint }) {
  const left = `calc(${inner.left}px + (100% - ${inner.left + inner.right}px) * ${point.x})`;
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      <div className="absolute w-px bg-ink-2" style={{ left, top: plot.top, height: plotHeight }} />
      <div
        className={`absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-panel ${point.isBad ? "bg-bad" : "bg-ink"}`}
        style={{ left, top: plot.top + plotHeight * (1 - point.y) }}
      />
    </div>
  );
}

function spoken({ when, words, verdict, detail }: FramePoint): string {
  return [when, words, verdict, detail].filter(Boolean).join(", ");
}
