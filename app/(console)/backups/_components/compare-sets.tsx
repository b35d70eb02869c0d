"use client";

import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { getJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { byAge } from "./compare-words.ts";
import { SideBySide } from "./side-by-side.tsx";

interface CompareSetsProps {
  ids: string[];
  /** They were chosen just now, further down: what comes of it is brought into sight. */
  isFocused: boolean;
  onClear: () => void;
}

/** Two sets side by side, the older one first. */
export function CompareSets({ ids, isFocused, onClear }: CompareSetsProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFocused) place.current?.focus();
  }, [isFocused]);
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["backup-set", id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson(`/backups/${encodeURIComponent(id)}`, ({ backupSetDetail }) => backupSetDetail, signal),
    })),
  });
  const failed = answers.find(({ error }) => error !== null);
  const [a, b] = answers.map(({ data }) => data);
  return (
    <div ref={place} tabIndex={-1} className="min-w-0 scroll-mt-20 rounded-lg">
      <Panel
        tone="accent"
        isPadded={false}
        title="Side by side"
        aside={
          <Button size="small" onClick={onClear}>
            Stop comparing
          </Button>
        }
      >
        {failed !== undefined ? (
          <Problem
            title="A set could not be loaded"
            problem={asProblem(failed.error)}
            action={<Button onClick={() => failed.refetch()}>Try again</Button>}
          />
        ) : a && b ? (
          <SideBySide pair={byAge(a, b)} />
        ) : (
          <SkeletonRows label="Loading both sets" />
        )}
      </Panel>
    </div>
  );
}
