"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useDebounced } from "#components/data/use-debounced.ts";
import { RetentionEffects } from "#components/retention/retention-effects.tsx";
import { Weakenings } from "#components/retention/weakenings.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { retentionSimulation } from "#lib/retention/schema.ts";

interface SimulatorProps {
  /** As typed; null while it cannot be read. */
  retention: RetentionRules | null;
  edited: { id: string; retention: RetentionRules } | undefined;
}

/** Exactly what the rules beside it would delete, and when, before anything is saved. */
export function Simulator({ retention, edited }: SimulatorProps) {
  return (
    <Panel title="What this does" aside={edited ? "worked out, nothing is changed" : undefined}>
      {edited ? (
        <Simulated id={edited.id} retention={retention} />
      ) : (
        <p className="text-ink-2">
          Nothing yet: no resource is under a new policy. When one is put under it, what would be deleted is
          shown first.
        </p>
      )}
    </Panel>
  );
}

function Simulated({ id, retention }: { id: string; retention: RetentionRules | null }) {
  const settled = useDebounced(retention, 500);
  const simulation = useQuery({
    queryKey: ["simulation", id, settled],
    queryFn: () => postJson(`/policies/${id}/simulate`, { retention: settled }, retentionSimulation),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  if (retention === null && simulation.data === undefined) {
    return <p className="text-ink-2">Shown as soon as the rules can be read.</p>;
  }
  if (simulation.isError) {
    return (
      <Problem
        title="It could not be worked out"
        problem={asProblem(simulation.error)}
        action={
          <Button isBusy={simulation.isFetching} onClick={() => simulation.refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  if (simulation.data === undefined) return <Skeleton className="h-40" />;
  const isOld =
    simulation.isPlaceholderData ||
    retention === null ||
    JSON.stringify(settled) !== JSON.stringify(retention);
  return (
    <div className="grid gap-4" aria-busy={isOld}>
      <p className="min-h-5 text-sm text-ink-3" role="status">
        {retention === null
          ? "One of the rules cannot be read: this is what the last readable ones do."
          : isOld
            ? "Working it out…"
            : ""}
      </p>
      <div className={isOld ? "grid gap-4 opacity-60" : "grid gap-4"}>
        <Weakenings weakenings={simulation.data.weakenings} title="Keeps less: needs approval" />
        <RetentionEffects
          previews={simulation.data.previews}
          empty="No resource is under this policy: nothing is deleted."
        />
      </div>
    </div>
  );
}
