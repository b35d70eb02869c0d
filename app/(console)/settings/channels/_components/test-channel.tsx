"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { DeliveryPill } from "#components/alerts/delivery-pill.tsx";
import { useWatch } from "#components/alerts/use-watch.ts";
import { getJson, postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ChannelDto, DeliveryDto } from "#lib/channels/schema.ts";

const askEveryMs = 1000;
const newest = 50;

/** Sends a test message and follows it until the other side accepted it or everybody gave up. */
export function TestChannel({ channel }: { channel: ChannelDto }) {
  const [sent, setSent] = useState<DeliveryDto | null>(null);
  const test = useMutation({
    mutationFn: () => postJson(`/channels/${channel.id}/test`, {}, ({ deliveryDto }) => deliveryDto),
    onSuccess: setSent,
  });
  const delivery = useFollowed(sent);
  return (
    <div className="grid gap-2.5">
      {test.error && <Problem title="The test message was not sent" problem={asProblem(test.error)} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button isBusy={test.isPending} onClick={() => test.mutate()}>
          Send a test message
        </Button>
        <div role="status" className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1">
          {delivery && (
            <>
              <DeliveryPill delivery={delivery} />
              <span className="min-w-48 flex-1">
                <Outcome delivery={delivery} target={channel.target} />
              </span>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function Outcome({ delivery, target }: { delivery: DeliveryDto; target: string }) {
  const watch = useWatch().data;
  if (delivery.state === "sent") {
    return (
      <>
        Accepted <TimeText at={delivery.sentAt ?? delivery.createdAt} />: {target}. Look whether it arrived.
      </>
    );
  }
  if (delivery.state === "dead") {
    return (
      <>
        Not accepted: {delivery.lastError ?? "no reason was given"} Nobody tries again; change the channel and
        test it once more.
      </>
    );
  }
  if (delivery.attempts > 0) {
    return (
      <>
        Not accepted yet: {delivery.lastError}{" "}
        {delivery.nextAttemptAt && (
          <span className="text-ink-3">
            Tried again <TimeText at={delivery.nextAttemptAt} />.
          </span>
        )}
      </>
    );
  }
  if (watch && !watch.isWatching) return <>It waits. {watch.problems.join(" ")}</>;
  return <>A worker sends it within seconds.</>;
}

function useFollowed(sent: DeliveryDto | null): DeliveryDto | null {
  const client = useQueryClient();
  const id = sent?.id;
  const query = useQuery({
    queryKey: ["delivery", "followed", id],
    queryFn: async ({ signal }) => {
      const page = await getJson(
        `/deliveries?channelId=${sent?.channel.id}&limit=${newest}`,
        ({ deliveryPage }) => deliveryPage,
        signal,
      );
      return page.items.find((one) => one.id === id) ?? null;
    },
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : askEveryMs),
  });
  const delivery = query.data ?? sent;
  const seen = `${delivery?.id} ${delivery?.state} ${delivery?.attempts}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt changes what the channel says of itself
  useEffect(() => {
    client.invalidateQueries({ queryKey: ["channel"] });
  }, [client, seen]);
  return delivery;
}

function isSettled(delivery: DeliveryDto | null | undefined): boolean {
  return delivery?.state === "sent" || delivery?.state === "dead";
}
