"use client";

import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import type { LogPage } from "#lib/operations/schema.ts";

export type LogLine = LogPage["lines"][number];
export interface LogWindow {
  lines: LogLine[];
  /** Lines before the first one shown exist, on the server. */
  hasEarlier: boolean;
}

export const longestWindow = 5_000;
const pageSize = 1_000;
const mostPages = 6;

/** The newest lines of a log; each refresh asks only for what came since, and old lines fall out (U8). */
export function useLog(operationId: string, search: string, isLive: boolean) {
  const client = useQueryClient();
  const queryKey = ["log", operationId, search];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => readNewer(client, queryKey, operationId, search, signal),
    structuralSharing: false,
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? 3_000 : false,
  });
}

async function readNewer(
  client: QueryClient,
  queryKey: string[],
  operationId: string,
  search: string,
  signal: AbortSignal,
): Promise<LogWindow> {
  let shown: LogWindow = client.getQueryData<LogWindow>(queryKey) ?? { lines: [], hasEarlier: false };
  for (let page = 0; page < mostPages; page += 1) {
    const after = shown.lines.at(-1)?.id;
    const query = queryText({ after, search, limit: pageSize });
    const answer = await getJson(`/operations/${operationId}/log${query}`, ({ logPage }) => logPage, signal);
    const lines = [...shown.lines, ...answer.lines];
    shown = {
      lines: lines.slice(-longestWindow),
      hasEarlier:
        (after === undefined ? answer.hasEarlier : shown.hasEarlier) || lines.length > longestWindow,
    };
    if (after === undefined || answer.lines.length < pageSize) return shown;
  }
  return shown;
}
