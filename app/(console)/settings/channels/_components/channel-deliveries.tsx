"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DeliveriesTable } from "#components/alerts/deliveries-table.tsx";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { ChannelDto } from "#lib/channels/schema.ts";
import { isolate } from "#lib/format/isolate.ts";

const shown = 10;

export function ChannelDeliveries({ channel }: { channel: ChannelDto }) {
  const deliveries = useQuery({
    queryKey: ["delivery", "channel", channel.id, channel.pending, channel.dead, channel.lastSuccessAt],
    queryFn: ({ signal }) =>
      getJson(
        `/deliveries?channelId=${channel.id}&limit=${shown}`,
        ({ deliveryPage }) => deliveryPage,
        signal,
      ),
    placeholderData: (before) => before,
  });
  return (
    <Panel
      title="Newest messages"
      isPadded={false}
      aside={
        <Link href={`/settings/channels/deliveries?channel=${channel.id}`} className="link">
          all of its deliveries
        </Link>
      }
    >
      <Loaded query={deliveries} what="The messages">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing was ever sent here">A test message shows whether it works.</EmptyState>
          ) : (
            <DeliveriesTable
              caption={`Newest messages to ${isolate(channel.name)}`}
              deliveries={items}
              hasChannel={false}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
