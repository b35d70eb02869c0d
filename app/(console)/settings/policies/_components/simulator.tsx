"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
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

interface SimulatorProps {
  /** As typed; null while it cannot be read. */
  retention: RetentionRules | null;
  /** Null for a policy that does not exist yet. */
  policyId: string | null;
}

/** Exactly what the rules beside it would delete, and when, before anything is saved. */
export function Simulator({ retention, policyId }: SimulatorProps) {
  if (policyId !== null) return <Simulated policyId={policyId} retention={retention} />;
  return (
    <Frame aside={null}>
      <p className="text-ink-2">
        Nothing yet: no resource is under a new policy. When one is put under it, what would be deleted is
        shown first.
      </p>
    </Frame>
  );
}

function Simulated({ policyId, retention }: { policyId: string; retention: RetentionRules | null }) {
  const settled = useDebounced(retention, 500);
  const simulation = useQuery({
    queryKey: ["simulation", policyId, settled],
    queryFn: () =>
      postJson(
        `/policies/${policyId}/simulate`,
        { retention: settled },
        ({ retentionSimulation }) => retentionSimulation,
      ),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const isOld = simulation.isPlaceholderData || JSON.stringify(settled) !== JSON.stringify(retention);
  const aside =
    retention === null
      ? "not these rules: one of them cannot be read"
      : isOld || simulation.isPending
        ? "working it out…"
        : "worked out, nothing is changed";
  return (
    <Frame aside={aside}>
      {simulation.isError ? (
        <Problem
          title="It could not be worked out"
          problem={asProblem(simulation.error)}
          action={
            <Button isBusy={simulation.isFetching} onClick={() => simulation.refetch()}>
              Try again
            </Button>
          }
        />
      ) : simulation.data === undefined ? (
        <Skeleton className="h-40" />
      ) : (
        <div className="grid gap-4" aria-busy={isOld}>
          <Weakenings weakenings={simulation.data.weakenings} title="Keeps less: needs approval" />
          <RetentionEffects
            previews={simulation.data.previews}
            empty="No resource is under this policy: nothing is deleted."
          />
        </div>
      )}
    </Frame>
  );
}

/** Scrolls by itself on a desk, so that the buttons below it stay in reach. */
function Frame({ aside, children }: { aside: string | null; children: ReactNode }) {
  return (
    <Panel
      title="What this does"
      aside={<span role="status">{aside}</span>}
      className="lg:min-h-0 lg:flex-1 lg:overflow-y-auto"
    >
      {children}
    </Panel>
  );
}
