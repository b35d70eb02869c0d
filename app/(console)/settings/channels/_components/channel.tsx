"use client";

import { useChannels } from "#components/alerts/use-channels.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { NotHere } from "#components/data/not-here.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import type { ChannelDto } from "#lib/channels/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { ChannelDeliveries } from "./channel-deliveries.tsx";
import { Undelivered } from "./channel-row.tsx";
import { healthOf, kindWords, thresholdWords } from "./channel-words.ts";
import { EditChannel } from "./edit-channel.tsx";
import { SwitchChannel } from "./switch-channel.tsx";
import { TestChannel } from "./test-channel.tsx";

export function Channel({ id }: { id: string }) {
  const channels = useChannels();
  return (
    <Loaded query={channels} what="The channel">
      {({ items }) => {
        const channel = items.find((one) => one.id === id);
        return channel ? (
          <Page channel={channel} />
        ) : (
          <NotHere one="channel" href="/settings/channels" label="All channels" />
        );
      }}
    </Loaded>
  );
}

function Page({ channel }: { channel: ChannelDto }) {
  const { can } = useSession();
  const { tone, words } = healthOf(channel);
  return (
    <>
      <PageHead
        title={isolate(channel.name)}
        status={<Pill tone={tone}>{words}</Pill>}
        sub={`${kindWords[channel.kind]} · ${channel.target}`}
        actions={can("channel.update") && <SwitchChannel channel={channel} />}
      />
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3.5">
        <Panel title="State">
          <Facts className="mb-2">
            <Fact label="Told about">{thresholdWords[channel.minimumSeverity]}</Fact>
            <Fact label="Last delivered">
              {channel.lastSuccessAt ? (
                <>
                  <TimeText at={channel.lastSuccessAt} show="full" />, <TimeText at={channel.lastSuccessAt} />
                </>
              ) : (
                "never"
              )}
            </Fact>
            <Fact label="Last failure">
              {channel.lastFailureAt ? (
                <>
                  <TimeText at={channel.lastFailureAt} show="full" />, <TimeText at={channel.lastFailureAt} />
                  {channel.lastFailure && (
                    <div className="wrap-anywhere text-ink-2">{channel.lastFailure}</div>
                  )}
                </>
              ) : (
                "none"
              )}
            </Fact>
            <Fact label="Undelivered">
              <Undelivered channel={channel} />
            </Fact>
          </Facts>
          {can("channel.test") && <TestChannel channel={channel} />}
        </Panel>
        {can("channel.update") && <EditChannel key={channel.id} channel={channel} />}
        <ChannelDeliveries channel={channel} />
      </div>
    </>
  );
}
