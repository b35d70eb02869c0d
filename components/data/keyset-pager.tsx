"use client";

import { Button } from "#components/ui/button.tsx";

interface KeysetPagerProps {
  /** Words for the two directions, such as "Newest" and "Older". */
  firstLabel: string;
  nextLabel: string;
  cursor: string | null;
  nextCursor: string | null;
  onCursor: (cursor: string | null) => void;
}

/** Paging by key: the address holds the place, so the browser's Back is the way to the page before. */
export function KeysetPager({ firstLabel, nextLabel, cursor, nextCursor, onCursor }: KeysetPagerProps) {
  if (!cursor && !nextCursor) return null;
  return (
    <nav aria-label="Pages" className="mt-3 flex items-center gap-2">
      <Button size="small" disabled={!cursor} onClick={() => onCursor(null)}>
        {firstLabel}
      </Button>
      <Button size="small" disabled={!nextCursor} onClick={() => onCursor(nextCursor)}>
        {nextLabel}
      </Button>
    </nav>
  );
}
