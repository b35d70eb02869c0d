"use client";

import { useState } from "react";
import { byUrgency } from "#components/alerts/by-urgency.ts";
import { groupAlerts } from "#components/alerts/group-alerts.ts";
import { OpenAlert } from "#components/alerts/open-alert.tsx";
import { useOpenAlerts } from "#components/alerts/use-open-alerts.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { NothingFiring } from "./nothing-firing.tsx";

const groups = [
  { id: "waiting", one: "1 alert nobody is on", many: "alerts nobody is on", aside: null },
  {
    id: "acknowledged",
    one: "1 acknowledged",
    many: "acknowledged",
    aside: "somebody is on it; still firing",
  },
  { id: "muted", one: "1 muted", many: "muted", aside: "firing, but nobody is told" },
  { id: "pending", one: "1 may fire soon", many: "may fire soon", aside: "fires if it stays like this" },
] as const;

export function OpenAlerts() {
  const alerts = useOpenAlerts();
  // The alert somebody is writing about stays as and where it was, whatever happens to it (U3).
  const [held, setHeld] = useState<AlertDto | null>(null);
  return (
    <Loaded query={alerts} what="The alerts">
      {({ items, hasMore }) => {
        const isOver = held !== null && !items.some((alert) => alert.id === held.id);
        const shown = held ? byUrgency([...items.filter((alert) => alert.id !== held.id), held]) : items;
        const grouped = groupAlerts(shown);
        return (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
            {grouped.waiting.length === 0 && <NothingFiring others={shown.length} />}
            {groups.map(({ id, one, many, aside }) => {
              const members = grouped[id];
              if (members.length === 0) return null;
              const isUrgent = id === "waiting" && members.some(({ severity }) => severity === "critical");
              return (
                <Panel
                  key={id}
                  isPadded={false}
                  title={members.length === 1 ? one : `${members.length} ${many}`}
                  {...(isUrgent ? { tone: "bad" as const } : {})}
                  aside={aside}
                >
                  <ul>
                    {members.map((alert) => (
                      <OpenAlert
                        key={alert.id}
                        alert={alert}
                        isOver={isOver && alert.id === held.id}
                        onActing={(isActing) => setHeld(isActing ? alert : null)}
                      />
                    ))}
                  </ul>
                </Panel>
              );
            })}
            {hasMore && (
              <p className="text-ink-2">
                These are the first {items.length}. Deal with what several have in common first: a worker or a
                repository.
              </p>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}
