"use client";

import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import type { LogPage } from "#lib/operations/schema.ts";

export type LogLine = LogPage["lines"][number];
export type LogLevel = LogLine["level"];
interface LogWindow {
  lines: LogLine[];
  /** Lines before the first one shown exist, on the server. */
  hasEarlier: boolean;
}
interface LogFilter {
  search: string;
  lowest: LogLevel;
}

export const longestWindow = 5_000;
const pageSize = 1_000;
const mostPages = 6;
const besidePageSize = 500;

/** The newest lines of a log; each refresh asks only for what came since, and old lines fall out (U8). */
export function useLog(operationId: string, filter: LogFilter, isLive: boolean, isEnabled = true) {
  const client = useQueryClient();
  const queryKey = ["log", operationId, filter.search, filter.lowest];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => readNewer(client, queryKey, operationId, filter, signal),
    structuralSharing: false,
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? 3_000 : false,
    enabled: isEnabled,
  });
}

async function readNewer(
  client: QueryClient,
  queryKey: string[],
  operationId: string,
  filter: LogFilter,
  signal: AbortSignal,
): Promise<LogWindow> {
  let shown: LogWindow = client.getQueryData<LogWindow>(queryKey) ?? { lines: [], hasEarlier: false };
  for (let page = 0; page < mostPages; page += 1) {
    const after = shown.lines.at(-1)?.id;
    const query = { after, search: filter.search, level: levelText(filter), limit: pageSize };
    const answer = await readPage(operationId, query, signal);
    const lines = [...shown.lines, ...answer.lines];
    shown = {
      lines: lines.slice(-longestWindow),
      hasEarlier:
        (after === undefined ? answer.hasEarlier : shown.hasEarlier) || lines.length > longestWindow,
    };
    if (after === undefined || answer.lines.length < pageSize) return shown;
  }
  // So far behind that no line shown would stay: it goes on at the end.
  const query = { search: filter.search, level: levelText(filter), limit: pageSize };
  return readPage(operationId, query, signal);
}

/** The lines on both sides of one, all of them, to be read on in both directions; as many at most as above. */
export function useLogAround(operationId: string, line: string | null) {
  return useInfiniteQuery({
    // Not ["log", id, …]: what is being read does not move when newer lines come.
    queryKey: ["log-around", operationId, line],
    queryFn: ({ pageParam, signal }) =>
      readPage(
        operationId,
        { ...pageParam, limit: "around" in pageParam ? 2 * besidePageSize : besidePageSize },
        signal,
      ),
    initialPageParam: { around: line ?? "0" } as PagePlace,
    getPreviousPageParam: ({ lines: [first], hasEarlier }): PagePlace | undefined =>
      hasEarlier && first ? { before: first.id } : undefined,
    getNextPageParam: ({ lines, hasLater }): PagePlace | undefined => {
      const last = lines.at(-1);
      return hasLater && last ? { after: last.id } : undefined;
    },
    maxPages: longestWindow / besidePageSize - 1,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: line !== null,
  });
}

type PagePlace = { around: string } | { before: string } | { after: string };

function readPage(operationId: string, query: Parameters<typeof queryText>[0], signal: AbortSignal) {
  return getJson(`/operations/${operationId}/log${queryText(query)}`, ({ logPage }) => logPage, signal);
}

function levelText({ lowest }: LogFilter): string | null {
  return lowest === "debug" ? null : lowest;
}
