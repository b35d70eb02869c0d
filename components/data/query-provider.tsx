"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiProblem } from "./api-problem.ts";
import { SessionExpiryProvider } from "./session-expiry.tsx";

/** Retries only when no answer came; everything the server said is said once and shown. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [isExpired, setExpired] = useState(false);
  const [client] = useState(() => createClient(() => setExpired(true)));
  return (
    <QueryClientProvider client={client}>
      <SessionExpiryProvider isExpired={isExpired} onRenewed={() => setExpired(false)}>
        {children}
      </SessionExpiryProvider>
    </QueryClientProvider>
  );
}

function createClient(onUnauthenticated: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiProblem && error.status === 401) onUnauthenticated();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: "always",
        retry: (count, error) => count < 3 && error instanceof ApiProblem && error.status === 0,
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
