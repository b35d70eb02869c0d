"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { drawingHeight } from "#components/timeline/timeline-drawing.tsx";

interface TimelineSliderProps {
  /** Seconds since 1970 of what can be shown, and of the chosen moment or, without one, the right edge. */
  range: { min: number; max: number; now: number };
  /** What is chosen, read aloud. */
  valueText: string;
  onPoint: (x: number) => void;
  onHover: (x: number | null) => void;
  /** `amount` in steps of the current zoom; -1 is one step back. */
  onStep: (amount: number, unit: "zoom" | "second") => void;
  onEdge: (edge: "oldest" | "newest") => void;
  /** Below 1 shows less time. Around `x`, or around the chosen moment. */
  onZoom: (factor: number, x: number | null) => void;
  children: React.ReactNode;
}

/** The picture as one control: pointer, keys and (through the buttons around it) neither are equal ways. */
export function TimelineSlider(props: TimelineSliderProps) {
  const { range, valueText, onPoint, onHover, children } = props;
  const element = useRef<HTMLDivElement>(null);
  useWheelZoom(element, props.onZoom);
  const xOf = (event: PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  return (
    <div
      ref={element}
      role="slider"
      tabIndex={0}
      aria-label="Moment on the recovery timeline"
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={range.now}
      aria-valuetext={valueText}
      style={{ height: drawingHeight }}
      className="relative w-full cursor-crosshair touch-pan-y rounded-md"
      onPointerMove={(event) => onHover(xOf(event))}
      onPointerLeave={() => onHover(null)}
      onClick={(event) => onPoint(event.clientX - event.currentTarget.getBoundingClientRect().left)}
      onKeyDown={(event) => onKey(event, props)}
    >
      {children}
    </div>
  );
}

function onKey(event: KeyboardEvent, props: TimelineSliderProps) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = actionFor(event.key, props, event.shiftKey ? "second" : "zoom");
  if (action === null) return;
  event.preventDefault();
  action();
}

function actionFor(key: string, props: TimelineSliderProps, unit: "zoom" | "second"): (() => void) | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return () => props.onStep(-1, unit);
    case "ArrowRight":
    case "ArrowUp":
      return () => props.onStep(1, unit);
    case "PageDown":
      return () => props.onStep(-10, unit);
    case "PageUp":
      return () => props.onStep(10, unit);
    case "Home":
      return () => props.onEdge("oldest");
    case "End":
      return () => props.onEdge("newest");
    case "+":
    case "=":
      return () => props.onZoom(0.5, null);
    case "-":
      return () => props.onZoom(2, null);
    default:
      return null;
  }
}

/** Ctrl or ⌘ with the wheel (a pinch on a trackpad); the plain wheel keeps scrolling the page. */
function useWheelZoom(
  element: React.RefObject<HTMLElement | null>,
  onZoom: (factor: number, x: number) => void,
) {
  const latest = useRef(onZoom);
  useEffect(() => {
    latest.current = onZoom;
  });
  useEffect(() => {
    const node = element.current;
    if (node === null) return;
    const zoom = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      latest.current(event.deltaY > 0 ? 1.25 : 0.8, event.clientX - node.getBoundingClientRect().left);
    };
    node.addEventListener("wheel", zoom, { passive: false });
    return () => node.removeEventListener("wheel", zoom);
  }, [element]);
}
