import type { ReactNode } from "react";
import { cn } from "./cn.ts";

interface PanelProps {
  title?: ReactNode;
  /** Small actions or facts at the right of the title. */
  aside?: ReactNode;
  /** False when the content brings its own padding, as tables do. */
  isPadded?: boolean;
  tone?: "good" | "warn" | "bad" | "accent";
  className?: string;
  id?: string;
  children: ReactNode;
}

/** A problem is a part of the panel then, and no box of its own inside it. */
const flush =
  "*:data-problem:m-0 *:data-problem:border-y-0 *:data-problem:border-r-0 *:data-problem:not-last:rounded-b-none *:data-problem:not-last:border-b *:data-problem:not-first:rounded-t-none";

const edges = {
  good: "border-l-[3px] border-l-good",
  warn: "border-l-[3px] border-l-warn",
  bad: "border-l-[3px] border-l-bad",
  accent: "border-l-[3px] border-l-accent",
};

export function Panel({ title, aside, isPadded = true, tone, className, id, children }: PanelProps) {
  const content = (
    <>
      {title !== undefined && (
        <div
          className={cn(
            "flex flex-wrap items-baseline gap-x-3 gap-y-1",
            isPadded ? "mb-2.5" : "px-3.5 pt-3 pb-1",
          )}
        >
          <h2 className="text-[0.8125rem] font-semibold">{title}</h2>
          {aside && <div className="ml-auto text-sm text-ink-3">{aside}</div>}
        </div>
      )}
      {children}
    </>
  );
  const look = cn(
    "min-w-0 rounded-lg border bg-panel",
    isPadded ? "px-4 py-3.5" : flush,
    tone && edges[tone],
    tone && !isPadded && "*:data-problem:border-l-0",
    className,
  );
  return title === undefined ? (
    <div id={id} className={look}>
      {content}
    </div>
  ) : (
    <section id={id} className={look}>
      {content}
    </section>
  );
}
