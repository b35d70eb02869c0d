"use client";

import Link from "next/link";
import { useChannels } from "#components/alerts/use-channels.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Table } from "#components/ui/table.tsx";
import { AlertDrills } from "./alert-drills.tsx";
import { ChannelRow } from "./channel-row.tsx";
import { DeadMan } from "./dead-man.tsx";

const columns = [
  { label: "Channel", className: "beside:w-[30%]" },
  { label: "Told about" },
  { label: "State" },
  { label: "Last delivered" },
  { label: "Last failure" },
  { label: "Undelivered" },
];

export function Channels() {
  const { can } = useSession();
  const channels = useChannels();
  const add = can("channel.create") && (
    <Link href="/settings/channels/new" className={buttonStyle({ tone: "primary" })}>
      Add a channel
    </Link>
  );
  return (
    <>
      <PageHead
        title="Channels"
        sub="Where alerts go. A message counts as delivered only when the other side accepted it."
        actions={
          <>
            <Link href="/settings/channels/deliveries" className={buttonStyle()}>
              Deliveries
            </Link>
            {add}
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
        <Panel isPadded={false}>
          <Loaded query={channels} what="The channels">
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title="Nobody is told" action={add}>
                  There is no channel yet: alerts are shown on these pages and sent to nobody. Add an e-mail
                  address, a signed webhook or Slack.
                </EmptyState>
              ) : (
                <Table isWide caption="Channels" columns={columns}>
                  {items.map((channel) => (
                    <ChannelRow key={channel.id} channel={channel} />
                  ))}
                </Table>
              )
            }
          </Loaded>
        </Panel>
        <AlertDrills hasChannel={channels.data?.items.some((channel) => channel.isEnabled) ?? false} />
        <DeadMan />
      </div>
    </>
  );
}
