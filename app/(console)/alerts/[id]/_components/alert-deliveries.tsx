"use client";

import { useQuery } from "@tanstack/react-query";
import { DeliveriesTable } from "#components/alerts/deliveries-table.tsx";
import { toldWords } from "#components/alerts/told-words.ts";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";

const shownAtMost = 50;

/** Whom this alert was sent to, and whether it arrived. */
export function AlertDeliveries({ alert }: { alert: AlertDto }) {
  const { can } = useSession();
  const deliveries = useQuery({
    queryKey: ["delivery", "alert", alert.id, alert.deliveries],
    queryFn: ({ signal }) =>
      getJson(
        `/deliveries?alertId=${alert.id}&limit=${shownAtMost}`,
        ({ deliveryPage }) => deliveryPage,
        signal,
      ),
    enabled: can("channel.read"),
  });
  if (!can("channel.read")) return null;
  return (
    <Panel title="Who was told" isPadded={false}>
      <Loaded query={deliveries} what="The messages">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No message was sent">{sentenceOf(toldWords(alert).words)}</EmptyState>
          ) : (
            <DeliveriesTable caption="Messages about this alert" deliveries={items} hasMessage={false} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function sentenceOf(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith(".") ? "" : "."}`;
}
