"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useLiveState } from "#components/data/live-events.tsx";
import { Pill } from "#components/ui/pill.tsx";

const patienceMs = 2500;

/** Says when what is shown may be old: no connection, or live updates interrupted for more than a moment. */
export function StateBar() {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const isLate = useIsLate(useLiveState() === "reconnecting");
  const words = !isOnline
    ? ["Offline", "This browser has no connection. What you see is from before; backups go on without it."]
    : isLate
      ? ["Reconnecting", "Live updates are interrupted. What you see may be old until they are back."]
      : null;
  return (
    <div role="status">
      {words && (
        <div className="mb-3.5 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-l-[3px] border-l-warn bg-panel px-3.5 py-2">
          <Pill tone="warn">{words[0]}</Pill>
          <span className="text-ink-2">{words[1]}</span>
        </div>
      )}
    </div>
  );
}

function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return setLate(false);
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLate;
}

function subscribe(listener: () => void) {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
