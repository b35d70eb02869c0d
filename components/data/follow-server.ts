import type { QueryClient } from "@tanstack/react-query";
import { type LiveState, openLiveChannel } from "./live-channel.ts";
import { type LiveChange, reachOf } from "./live-topics.ts";

const directMs = 150;
const indirectMs = 2000;
/** After a page was opened; what it brought is that fresh, and a slow phone is still busy with drawing it. */
const settledMs = 7000;
/** A chatty log changes several times in a second; nobody reads faster than this. */
const logMs = 1000;

/** Reads again what the server says has changed. Returns how to stop. */
export function followServer(client: QueryClient, onState: (state: LiveState) => void): () => void {
  const direct = collect(
    () => directMs,
    (changes) => refresh(client, changes, "direct"),
  );
  const indirect = collect(
    () => Math.max(indirectMs, settledMs - performance.now()),
    (changes) => refresh(client, changes, "indirect"),
  );
  const logs = collect(
    () => logMs,
    (changes) => refresh(client, changes, "direct"),
    true,
  );
  const close = openLiveChannel({
    onChange: (change) => {
      if (change.topic === "log") return logs.add(change);
      direct.add(change);
      indirect.add(change);
    },
    onResync: () => client.invalidateQueries(),
    onState,
  });
  return () => {
    close();
    direct.stop();
    indirect.stop();
    logs.stop();
  };
}

function refresh(client: QueryClient, changes: LiveChange[], reach: "direct" | "indirect") {
  client.invalidateQueries({
    predicate: (query) => changes.some((change) => reachOf(query.queryKey, change) === reach),
  });
}

/**
 * Gathers what comes in a short while, so that a burst of progress is one refresh. For eyes only: a tab that nobody
 * looks at waits, and catches up when it is looked at.
 */
function collect(waitMs: () => number, flush: (changes: LiveChange[]) => void, isForEyes = false) {
  let waiting = new Map<string, LiveChange>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    if (isForEyes && document.hidden)
      return document.addEventListener("visibilitychange", run, { once: true });
    const changes = [...waiting.values()];
    waiting = new Map();
    timer = undefined;
    flush(changes);
  };
  return {
    add(change: LiveChange) {
      waiting.set(`${change.topic}/${change.id}`, change);
      timer ??= setTimeout(run, waitMs());
    },
    stop() {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", run);
    },
  };
}
