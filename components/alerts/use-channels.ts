"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { useSession } from "#components/data/use-session.tsx";

const askEveryMs = 15_000;

export function useChannels() {
  const { can } = useSession();
  return useQuery({
    queryKey: ["channel", "list"],
    queryFn: ({ signal }) => getJson("/channels", ({ channelList }) => channelList, signal),
    enabled: can("channel.read"),
    refetchInterval: askEveryMs,
  });
}

export function useDeadMan() {
  const { can } = useSession();
  return useQuery({
    queryKey: ["channel", "dead-man"],
    queryFn: ({ signal }) => getJson("/dead-man", ({ deadManDto }) => deadManDto, signal),
    enabled: can("channel.read"),
    refetchInterval: askEveryMs,
  });
}
