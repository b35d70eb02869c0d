import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import type { ChannelDto } from "#lib/channels/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { healthOf, kindWords, thresholdWords } from "./channel-words.ts";

export function ChannelRow({ channel }: { channel: ChannelDto }) {
  const { tone, words } = healthOf(channel);
  return (
    <Row>
      <Cell isHeading>
        <Link href={`/settings/channels/${channel.id}`} className="font-[560] hover:underline">
          {isolate(channel.name)}
        </Link>
        <div className="text-sm text-ink-3">
          {kindWords[channel.kind]} · {channel.target}
        </div>
      </Cell>
      <Cell label="Told about">{thresholdWords[channel.minimumSeverity]}</Cell>
      <Cell label="State" className="whitespace-nowrap">
        <Pill tone={tone}>{words}</Pill>
      </Cell>
      <Cell label="Last delivered">
        {channel.lastSuccessAt ? (
          <TimeText at={channel.lastSuccessAt} />
        ) : (
          <span className="text-ink-3">never</span>
        )}
      </Cell>
      <Cell label="Last failure">
        {channel.lastFailureAt ? (
          <>
            <TimeText at={channel.lastFailureAt} />
            {channel.lastFailure && (
              <div className="text-sm text-ink-2 wrap-anywhere">{channel.lastFailure}</div>
            )}
          </>
        ) : (
          <span className="text-ink-3">none</span>
        )}
      </Cell>
      <Cell label="Undelivered" className="num whitespace-nowrap">
        <Undelivered channel={channel} />
      </Cell>
    </Row>
  );
}

export function Undelivered({ channel }: { channel: Pick<ChannelDto, "id" | "pending" | "dead"> }) {
  const { pending, dead } = channel;
  if (pending === 0 && dead === 0) return <span className="text-ink-3">none</span>;
  const list = (state: string) => `/settings/channels/deliveries?channel=${channel.id}&state=${state}`;
  return (
    <>
      {pending > 0 && (
        <div>
          <Link href={list("pending")} className="link">
            {pending} waiting
          </Link>
        </div>
      )}
      {dead > 0 && (
        <div>
          <Link href={list("dead")} className="link">
            {dead} given up
          </Link>
        </div>
      )}
    </>
  );
}
