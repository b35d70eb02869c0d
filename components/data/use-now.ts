"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import { FirstPaint } from "./first-paint.tsx";

interface Clock {
  subscribe: (listener: () => void) => () => void;
}

const ClockContext = createContext<Clock>(createClock());

/**
 * Milliseconds since 1970 that advance in steps of `everyMs`; one timer serves the whole page. While the
 * page comes from the server it is the server's clock, 0 where nobody is signed in.
 */
export function useNow(everyMs = 1000): number {
  const clock = useContext(ClockContext);
  const { nowMs } = useContext(FirstPaint);
  const inSteps = (ms: number) => Math.floor(ms / everyMs) * everyMs;
  return useSyncExternalStore(
    clock.subscribe,
    () => inSteps(Date.now()),
    () => inSteps(nowMs),
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
