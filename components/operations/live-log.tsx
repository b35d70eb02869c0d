"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { asProblem } from "#components/data/api-problem.ts";
import { useZone } from "#components/data/use-zone.ts";
import { LogToolbar, type LowestLevel, levelRank } from "#components/operations/log-toolbar.tsx";
import { type LogLine, longestWindow, useLog } from "#components/operations/use-log.ts";
import { useSettled } from "#components/operations/use-settled.ts";
import { useWidth } from "#components/timeline/use-width.ts";
import { cn } from "#components/ui/cn.ts";
import { Problem } from "#components/ui/problem.tsx";
import { formatInstant, isoToMicros } from "#lib/format/instant.ts";

const levelColor = { debug: "text-ink-3", info: "text-ink", warn: "text-warn", error: "text-bad" } as const;

/** The newest lines as they come; scrolling up or Pause keeps what is being read in place. */
export function LiveLog({ operationId, isLive }: { operationId: string; isLive: boolean }) {
  const [search, setSearch] = useState("");
  const [lowest, setLowest] = useState<LowestLevel>("debug");
  const [held, setHeld] = useState<LogLine[] | null>(null);
  const log = useLog(operationId, useSettled(search.trim()), isLive);
  const arrived = log.data?.lines;
  const lines = useMemo(
    () => (held ?? arrived ?? []).filter((line) => levelRank[line.level] >= levelRank[lowest]),
    [held, arrived, lowest],
  );
  const waiting = held === null ? 0 : newerThan(arrived ?? [], held.at(-1)?.id);

  return (
    <div className="grid min-w-0 gap-2">
      <LogToolbar
        search={search}
        onSearch={(text) => {
          setHeld(null);
          setSearch(text);
        }}
        lowest={lowest}
        onLowest={setLowest}
        isFollowing={held === null}
        onFollow={(isFollowing) => setHeld(isFollowing ? null : (arrived ?? []))}
        isLive={isLive}
        downloadHref={`/api/v1/operations/${operationId}/log/download`}
      />
      {log.isError && <Problem title="The log could not be loaded" problem={asProblem(log.error)} />}
      <Lines
        lines={lines}
        isFollowing={held === null}
        onLeaveEnd={() => isLive && setHeld((kept) => kept ?? arrived ?? [])}
      />
      <p className="num text-sm text-ink-3" aria-live="polite">
        {log.isPending
          ? "Loading the log…"
          : [
              `${lines.length.toLocaleString("en-GB")} ${lines.length === 1 ? "line" : "lines"}`,
              search.trim() === "" ? null : `with “${search.trim()}”`,
              log.data?.hasEarlier
                ? `older lines are in the download (the newest ${longestWindow.toLocaleString("en-GB")} at most are kept here)`
                : null,
              waiting > 0 ? `paused, ${waiting.toLocaleString("en-GB")} more have come since` : null,
            ]
              .filter(Boolean)
              .join(" · ")}
      </p>
    </div>
  );
}

function Lines(props: { lines: readonly LogLine[]; isFollowing: boolean; onLeaveEnd: () => void }) {
  const { lines, isFollowing, onLeaveEnd } = props;
  const { zone } = useZone();
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 20,
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
  return (
    <div
      ref={box}
      role="log"
      aria-label="Log of this operation"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onWheel={(event) => event.deltaY < 0 && onLeaveEnd()}
      onKeyDown={(event) => ["ArrowUp", "PageUp", "Home"].includes(event.key) && onLeaveEnd()}
      onTouchMove={onLeaveEnd}
      className="h-[min(26rem,60dvh)] overflow-auto rounded-md border bg-bg p-2 font-mono text-xs"
    >
      {lines.length === 0 && <p className="p-2 font-sans text-base text-ink-3">No lines to show.</p>}
      <div className="relative w-full transition-none" style={{ height }}>
        {list.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <div
              key={item.key}
              ref={list.measureElement}
              data-index={item.index}
              style={{ transform: `translateY(${item.start}px)` }}
              className="absolute inset-x-0 top-0 flex gap-2.5 py-px transition-none max-sm:flex-wrap max-sm:gap-y-0"
            >
              <span className="flex-none text-ink-3">
                {formatInstant(isoToMicros(line.at), zone, "micros").slice(11, 23)}
              </span>
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

/** Ids are decimal text of growing numbers. */
function newerThan(lines: readonly LogLine[], id: string | undefined): number {
  if (id === undefined) return lines.length;
  return lines.filter((line) => BigInt(line.id) > BigInt(id)).length;
}
