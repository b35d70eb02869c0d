"use client";

import Link from "next/link";
import { useWatch } from "#components/alerts/use-watch.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Pill } from "#components/ui/pill.tsx";

/**
 * On every page: that nobody watches. Nobody can be told of it in another way, because what would tell is what
 * stopped; and a page that only shows what was found would look as if all were well (U10).
 */
export function WatchBar() {
  const watch = useWatch();
  return (
    <div role="status">
      {watch.data && !watch.data.isWatching && (
        <Banner
          tone="bad"
          className="mb-3.5"
          lead={<Pill tone="bad">Nobody is watching</Pill>}
          action={
            <Link href="/settings/workers" className={buttonStyle()}>
              Open workers
            </Link>
          }
        >
          {watch.data.problems.join(" ")}{" "}
          <span className="text-ink-2">
            What these pages show is from before, and no alert can reach anybody.
          </span>
        </Banner>
      )}
      {watch.error && (
        <Banner tone="warn" className="mb-3.5" lead={<Pill tone="warn">Not known</Pill>}>
          {watch.data
            ? "Whether anything is still watching could not be asked again."
            : "It could not be found out whether anything is watching."}{" "}
          <span className="text-ink-2">{asProblem(watch.error).message} It is asked again by itself.</span>
        </Banner>
      )}
    </div>
  );
}
