"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { DeliveryDto } from "#lib/channels/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { DeliveryPill } from "./delivery-pill.tsx";
import { eventWords } from "./event-words.ts";

/** Messages and what became of each; one that was given up can be sent again as it was. */
export function DeliveriesTable(props: {
  deliveries: DeliveryDto[];
  caption: string;
  /** False on the page of one channel. */
  hasChannel?: boolean;
  /** False on the page of one alert. */
  hasMessage?: boolean;
}) {
  const { deliveries, caption, hasChannel = true, hasMessage = true } = props;
  const columns = [
    ...(hasMessage ? [{ label: "Message", className: "beside:w-[34%]" }] : []),
    ...(hasChannel ? [{ label: "Channel" }] : []),
    { label: "State" },
    { label: "Attempts" },
    { label: "When" },
    { label: "Actions", isLabelHidden: true },
  ];
  return (
    <Table caption={caption} columns={columns}>
      {deliveries.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} hasChannel={hasChannel} hasMessage={hasMessage} />
      ))}
    </Table>
  );
}

function DeliveryRow(props: { delivery: DeliveryDto; hasChannel: boolean; hasMessage: boolean }) {
  const { delivery, hasChannel, hasMessage } = props;
  const { message, channel, alertId } = delivery;
  return (
    <Row>
      {hasMessage && (
        <Cell isHeading>
          {alertId ? (
            <Link href={`/alerts/${alertId}`} className="font-[560] hover:underline">
              {eventWords[message.event]}: {isolate(message.subject)}
            </Link>
          ) : (
            <span className="font-[560]">{message.subject || eventWords[message.event]}</span>
          )}
          <div className="text-sm text-ink-2">{message.summary}</div>
        </Cell>
      )}
      {hasChannel && (
        <Cell {...(hasMessage ? { label: "Channel" } : { isHeading: true })}>
          <Link href={`/settings/channels/${channel.id}`} className="link">
            {isolate(channel.name)}
          </Link>
          {!hasMessage && <div className="text-sm text-ink-3">{eventWords[message.event]}</div>}
        </Cell>
      )}
      <Cell label="State">
        <DeliveryPill delivery={delivery} />
        {delivery.isReplayed && (
          <div className="text-sm text-ink-3">sent again since, as another message</div>
        )}
        {delivery.lastError && (
          <div className={delivery.state === "sent" ? "text-sm text-ink-3" : "text-sm text-bad"}>
            {delivery.lastError}
          </div>
        )}
      </Cell>
      <Cell label="Attempts" className="num">
        {delivery.attempts}
        {delivery.state === "pending" && delivery.nextAttemptAt && delivery.attempts > 0 && (
          <div className="text-sm text-ink-3">
            next <TimeText at={delivery.nextAttemptAt} />
          </div>
        )}
      </Cell>
      <Cell label="When" className="whitespace-nowrap">
        <TimeText at={delivery.sentAt ?? delivery.createdAt} />
        {delivery.sentAt === null && <div className="text-sm text-ink-3">queued</div>}
      </Cell>
      <Cell align="right">
        {delivery.state === "dead" && !delivery.isReplayed && <Replay delivery={delivery} />}
      </Cell>
    </Row>
  );
}

function Replay({ delivery }: { delivery: DeliveryDto }) {
  const { can } = useSession();
  const client = useQueryClient();
  const replay = useMutation({
    mutationFn: () => postJson(`/deliveries/${delivery.id}/replay`, {}, ({ anything }) => anything),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [word] }) => word === "channel" || word === "delivery",
      }),
  });
  if (!can("delivery.replay")) return null;
  return (
    <>
      {replay.error && <Problem title="Not sent again" problem={asProblem(replay.error)} className="mb-2" />}
      <Button size="small" isBusy={replay.isPending} onClick={() => replay.mutate()}>
        <span>
          Send again
          <span className="sr-only">
            {" "}
            {isolate(delivery.message.subject)} to {isolate(delivery.channel.name)}
          </span>
        </span>
      </Button>
    </>
  );
}
