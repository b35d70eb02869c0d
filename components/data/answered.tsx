"use client";

import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";

interface Answer {
  queryKey: QueryKey;
  data: unknown;
}

interface AnsweredProps {
  answers: readonly Answer[];
  children: ReactNode;
}

/** Going back shows a page as it was sent: what it brought is as old as its first arrival, by this browser's clock. */
const arrivals = new WeakMap<readonly Answer[], number>();

/** What the server answered with the page: shown at once, and asked again when it is no longer fresh. */
export function Answered({ answers, children }: AnsweredProps) {
  const client = useQueryClient();
  // Before the first paint, but never under the feet of what is on the screen.
  useState(() => keep(client, answers, (isKnown) => !isKnown));
  useEffect(() => keep(client, answers, () => true), [client, answers]);
  return children;
}

function keep(client: QueryClient, answers: readonly Answer[], may: (isKnown: boolean) => boolean): void {
  const updatedAt = arrivals.get(answers) ?? Date.now();
  arrivals.set(answers, updatedAt);
  for (const { queryKey, data } of answers) {
    const known = client.getQueryState(queryKey);
    if (!may(known !== undefined) || (known?.dataUpdatedAt ?? 0) >= updatedAt) continue;
    client.setQueryData(queryKey, data, { updatedAt });
  }
}
