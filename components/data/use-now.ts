"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

interface Clock {
  subscribe: (listener: () => void) => () => void;
}

const ClockContext = createContext<Clock>(createClock());

/**
 * Milliseconds since 1970 that advance in steps of `everyMs`; one timer serves the whole page. 0 while the
 * page comes from the server, where "now" would be somebody else's.
 */
export function useNow(everyMs = 1000): number {
  const clock = useContext(ClockContext);
  return useSyncExternalStore(
    clock.subscribe,
    () => Math.floor(Date.now() / everyMs) * everyMs,
    () => 0,
  );
}

function createClock(): Clock {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(tick, 1000);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
