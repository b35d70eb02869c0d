"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { LiveState } from "./live-channel.ts";

const LiveStateContext = createContext<LiveState>("connecting");

/** Whether what is shown follows the server as it happens. */
export function useLiveState(): LiveState {
  return useContext(LiveStateContext);
}

/** Live updates: no page waits for them. */
export function LiveEvents({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => {
    let isGone = false;
    let stop = () => {
      isGone = true;
    };
    import("./follow-server.ts").then(
      ({ followServer }) => {
        if (!isGone) stop = followServer(client, setState);
      },
      () => setState("reconnecting"),
    );
    return () => stop();
  }, [client]);
  return <LiveStateContext value={state}>{children}</LiveStateContext>;
}
