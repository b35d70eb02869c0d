"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { Fragment, type ReactNode, type RefObject, useEffect, useState } from "react";
import { useWidth } from "#components/timeline/use-width.ts";

/** What is outside the box above and below, for the Tab key to go on to and for a quick turn of the wheel. */
const overscan = 8;
const likelyHeightPx = 74;
const likelyBoxPx = 640;

interface VirtualRowsProps<T> {
  /** What scrolls. */
  box: RefObject<HTMLElement | null>;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** A table row that carries `rowPlace(place)`. */
  children: (item: T, place: number) => ReactNode;
}

/** The table rows in sight, of however many; the one that has the focus stays although it is scrolled away. */
export function VirtualRows<T>({ box, items, keyOf, children }: VirtualRowsProps<T>) {
  const [focused, setFocused] = useState<number | null>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => likelyHeightPx,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan,
    // Until the box has been looked at: rows at once, so that nothing moves when it has.
    initialRect: { width: 0, height: likelyBoxPx },
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return focused === null || focused >= range.count || seen.includes(focused)
        ? seen
        : [...seen, focused].sort((a, b) => a - b);
    },
  });
  const width = useWidth(box);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are as high as their words need at this width
  useEffect(() => rows.measure(), [width, rows]);
  useEffect(() => {
    const scroller = box.current;
    if (scroller === null) return;
    const follow = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
      setFocused(row === null ? null : Number(row.dataset.index));
    };
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && scroller.contains(relatedTarget))) setFocused(null);
    };
    scroller.addEventListener("focusin", follow);
    scroller.addEventListener("focusout", leave);
    return () => {
      scroller.removeEventListener("focusin", follow);
      scroller.removeEventListener("focusout", leave);
    };
  }, [box]);
  // A row tells its height by itself: what is measured is the row that `children` made.
  useEffect(() => {
    for (const row of box.current?.querySelectorAll<HTMLElement>("[data-index]") ?? []) {
      rows.measureElement(row);
    }
  });

  const shown = rows.getVirtualItems();
  let end = 0;
  return (
    <>
      {shown.map(({ key, index, start, end: next }) => {
        const item = items[index];
        const before = start - end;
        end = next;
        return (
          <Fragment key={key}>
            {before > 0 && <Room height={before} />}
            {item !== undefined && children(item, index)}
          </Fragment>
        );
      })}
      <Room height={rows.getTotalSize() - end} />
    </>
  );
}

function Room({ height }: { height: number }) {
  return height <= 0 ? null : (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of nothing, which nobody can focus
    <tr aria-hidden="true" className="stacked:block" style={{ height }}>
      <td className="p-0 stacked:hidden" />
    </tr>
  );
}
