"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef } from "react";
import { useZone } from "#components/data/use-zone.ts";
import type { LogLine } from "#components/operations/use-log.ts";
import { useWidth } from "#components/timeline/use-width.ts";
import { cn } from "#components/ui/cn.ts";
import { formatInstant, isoToMicros } from "#lib/format/instant.ts";

const levelColor = { debug: "text-ink-3", info: "text-ink", warn: "text-warn", error: "text-bad" } as const;

interface LogLinesProps {
  lines: readonly LogLine[];
  isFollowing: boolean;
  /** The line that a link points to: it is brought into sight once. */
  marked?: string;
  onLeaveEnd?: () => void;
  onLine: (id: string) => void;
  emptyWords: string;
}

/** The lines in sight, of however many; scrolling up while following keeps what is being read in place. */
export function LogLines({ lines, isFollowing, marked, onLeaveEnd, onLine, emptyWords }: LogLinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 25,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 20,
  });
  // While following, the end is kept below; the virtualizer's own correction would pull back from it.
  list.shouldAdjustScrollPositionOnItemSizeChange = isFollowing ? () => false : undefined;
  const width = useWidth(box);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines wrap differently at another width
  useEffect(() => list.measure(), [width, list]);
  const newest = lines.at(-1)?.id;
  const height = list.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end moves with new lines and with their measured heights
  useLayoutEffect(() => {
    if (isFollowing && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [isFollowing, newest, height]);
  usePlaceKept(list, lines, marked, width > 0);
  useEffect(() => {
    if (marked !== undefined) box.current?.scrollIntoView({ block: "nearest" });
  }, [marked]);

  return (
    <div
      ref={box}
      role="log"
      aria-label="Log of this operation"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onWheel={(event) => event.deltaY < 0 && onLeaveEnd?.()}
      onKeyDown={(event) => ["ArrowUp", "PageUp", "Home"].includes(event.key) && onLeaveEnd?.()}
      onTouchMove={onLeaveEnd}
      className="h-[min(26rem,60dvh)] overflow-auto rounded-md border bg-bg p-2 font-mono text-xs"
    >
      {lines.length === 0 && <p className="p-2 font-sans text-base text-ink-3">{emptyWords}</p>}
      <div className="relative w-full transition-none" style={{ height }}>
        {list.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <div
              key={item.key}
              ref={list.measureElement}
              data-index={item.index}
              aria-current={line.id === marked || undefined}
              style={{ transform: `translateY(${item.start}px)` }}
              className={cn(
                "absolute inset-x-0 top-0 flex gap-2.5 rounded-sm transition-none *:py-[0.23rem] max-sm:flex-wrap max-sm:gap-y-0",
                line.id === marked && "bg-accent-soft outline-1 outline-accent",
              )}
            >
              <LineTime line={line} onLine={onLine} />
              <span className={cn("w-[5ch] flex-none", levelColor[line.level])}>{line.level}</span>
              <span
                className={cn("min-w-0 flex-1 whitespace-pre-wrap max-sm:basis-full", levelColor[line.level])}
              >
                {line.text}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** When it was written; also the link to it, for a message to a colleague. */
function LineTime({ line, onLine }: { line: LogLine; onLine: (id: string) => void }) {
  const { zone } = useZone();
  const time = formatInstant(isoToMicros(line.at), zone, "micros").slice(11, 23);
  return (
    <a
      href={`?line=${line.id}`}
      data-tooltip="Link to this line"
      className="flex-none text-ink-3 hover:underline"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onLine(line.id);
      }}
    >
      <span className="sr-only">Link to the line of </span>
      {time}
    </a>
  );
}

/** Brings the marked line into sight, and keeps what is in sight in place when earlier lines are put before it. */
function usePlaceKept(
  list: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  lines: readonly LogLine[],
  marked: string | undefined,
  isLaidOut: boolean,
) {
  const first = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    // Before the box has its size, the virtualizer puts it back to the start.
    if (marked === undefined || !isLaidOut) return;
    const before = first.current;
    first.current = lines[0]?.id;
    const anchor = before ?? marked;
    if (before === first.current) return;
    const index = lines.findIndex(({ id }) => id === anchor);
    if (index >= 0) list.scrollToIndex(index, { align: before === undefined ? "center" : "start" });
  }, [list, lines, marked, isLaidOut]);
}
