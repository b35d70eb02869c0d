import { z } from "zod";
import { type LiveChange, liveTopics } from "./live-topics.ts";

export type LiveState = "connecting" | "live" | "reconnecting";

interface Listener {
  onChange: (change: LiveChange) => void;
  /** Something may have been missed: everything shown is to be read again. */
  onResync: () => void;
  onState: (state: LiveState) => void;
}

const change = z.object({ topic: z.enum(liveTopics), id: z.string() });
const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("change"), change }),
  z.object({ kind: z.literal("resync") }),
  z.object({ kind: z.literal("state"), state: z.enum(["connecting", "live", "reconnecting"]) }),
  z.object({ kind: z.literal("ask") }),
]);
type Message = z.infer<typeof message>;

const name = "holdfast-live";
const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/**
 * One event stream for all tabs of a browser (HTTP/1.1 allows six connections per origin): whoever holds the
 * lock reads it and tells the others; when that tab goes away the next one takes over. Returns how to stop.
 */
export function openLiveChannel(listener: Listener): () => void {
  const stopping = new AbortController();
  const channel = new BroadcastChannel(name);
  let state: LiveState = "connecting";
  let isLeader = false;
  let wasFollower = false;

  const hear = (said: Message) => {
    if (said.kind === "change") listener.onChange(said.change);
    if (said.kind === "resync") listener.onResync();
    if (said.kind === "ask" && isLeader) channel.postMessage({ kind: "state", state } satisfies Message);
    if (said.kind === "state") {
      wasFollower = true;
      state = said.state;
      listener.onState(state);
    }
  };
  const tell = (said: Message) => {
    if (stopping.signal.aborted) return;
    if (said.kind === "state") {
      state = said.state;
      listener.onState(state);
    } else hear(said);
    channel.postMessage(said);
  };
  const lead = () => {
    isLeader = true;
    return readStream(tell, stopping.signal, wasFollower);
  };

  channel.onmessage = (event) => {
    const parsed = message.safeParse(event.data);
    if (parsed.success) hear(parsed.data);
  };
  channel.postMessage({ kind: "ask" } satisfies Message);
  // Without a secure context there are no locks: each tab then reads for itself.
  const leading = navigator.locks ? navigator.locks.request(name, { signal: stopping.signal }, lead) : lead();
  leading.catch(() => undefined);

  return () => {
    stopping.abort();
    channel.close();
  };
}

/** Reads until stopped. The browser resumes by itself with Last-Event-ID; a refused stream is opened anew. */
function readStream(tell: (said: Message) => void, signal: AbortSignal, hasMissed: boolean): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitMs = firstWaitMs;
    let mustResync = hasMissed;

    const open = () => {
      source = new EventSource("/api/v1/events");
      source.onopen = () => {
        waitMs = firstWaitMs;
        tell({ kind: "state", state: "live" });
        if (mustResync) tell({ kind: "resync" });
        mustResync = false;
      };
      source.addEventListener("change", (event) => {
        const parsed = change.safeParse(parseJson(event.data));
        if (parsed.success) tell({ kind: "change", change: parsed.data });
      });
      source.addEventListener("resync", () => tell({ kind: "resync" }));
      source.onerror = () => {
        tell({ kind: "state", state: "reconnecting" });
        if (source?.readyState !== EventSource.CLOSED) return;
        mustResync = true;
        // A refusal may mean that the session ended: reading anything again finds out.
        tell({ kind: "resync" });
        timer = setTimeout(open, waitMs);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
      };
    };
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      source?.close();
      resolve();
    });
    open();
  });
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
