"use client";

import Link from "next/link";
import { useRules } from "#components/alerts/use-rules.ts";
import { useWatch } from "#components/alerts/use-watch.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";

/** An empty list is only good news when something is looking (U10). */
export function NothingFiring({ others }: { others: number }) {
  const watch = useWatch();
  const rules = useRules().data?.items.length;
  if (watch.isPending) return null;
  if (watch.error) {
    return (
      <Panel tone="warn">
        <EmptyState title="No alert is open, but it is not known whether anything is watching" />
      </Panel>
    );
  }
  if (!watch.data.isWatching) {
    return (
      <Panel tone="bad">
        <EmptyState
          title={
            <span className="inline-flex flex-wrap items-center justify-center gap-2">
              <Pill tone="bad">Nobody is watching</Pill>
              {others === 0 ? "This list is empty because nothing fills it" : "Nothing new can appear here"}
            </span>
          }
        >
          The top of the page says what stopped.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel tone="good">
      <EmptyState
        title={
          <span className="inline-flex flex-wrap items-center justify-center gap-2">
            <Pill tone="good">Watching</Pill>
            {others === 0 ? "Nothing is wrong" : "Nothing waits for anybody"}
          </span>
        }
      >
        {rules ? (
          <>
            <Link href="/alerts/rules" className="link">
              {rules} rules
            </Link>{" "}
            are checked all the time.
          </>
        ) : (
          "The rules are checked all the time."
        )}
      </EmptyState>
    </Panel>
  );
}
