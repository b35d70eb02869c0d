"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { askUntil } from "./ask-until.ts";
import { operationQuery } from "./operation-query.ts";

const pollMs = 3000;

/** What an operation may have changed, as first words of query keys. */
const changedByOperations = ["overview", "resource", "repository", "backup-set", "restore"];

/** Reads again what an operation may have changed, once it is seen to end. */
export function useRefreshAtEnd(status: string | undefined): void {
  const client = useQueryClient();
  const wasRunning = useRef(false);
  useEffect(() => {
    if (status === undefined) return;
    if (wasRunning.current && isFinished(status)) {
      client.invalidateQueries({
        predicate: ({ queryKey: [word] }) => typeof word === "string" && changedByOperations.includes(word),
      });
    }
    wasRunning.current = !isFinished(status);
  }, [client, status]);
}

/** One operation, followed until it ends: by live updates, and by asking in case they are interrupted. */
export function useOperation(id: string | null) {
  return useQuery({
    ...operationQuery(id),
    enabled: id !== null,
    refetchInterval: askUntil(({ status }) => isFinished(status), pollMs),
  });
}

export function isFinished(status: string | undefined): boolean {
  return status === "succeeded" || status === "failed" || status === "cancelled";
}
