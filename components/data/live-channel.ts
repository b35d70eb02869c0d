import { isRecord } from "./api-problem.ts";
import { type LiveChange, liveTopics } from "./live-topics.ts";

export type LiveState = (typeof states)[number];

interface Listener {
  onChange: (change: LiveChange) => void;
  /** Something may have been missed: everything shown is to be read again. */
  onResync: () => void;
  onState: (state: LiveState) => void;
}

type Message =
  | { kind: "change"; change: LiveChange }
  | { kind: "resync" }
  | { kind: "state"; state: LiveState }
  | { kind: "ask" };

const states = ["connecting", "live", "reconnecting"] as const;
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
  const lead = async () => {
    // The lock can come to a page that has been left meanwhile: holding it would keep it from all others.
    if (stopping.signal.aborted) return;
    isLeader = true;
    return readStream(tell, stopping.signal, wasFollower);
  };

  channel.onmessage = (event) => {
    const said = readMessage(event.data);
    if (said) hear(said);
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
        const change = readChange(parseJson(event.data));
        if (change) tell({ kind: "change", change });
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

/** What another tab said, perhaps one of another version; null when it is nothing we know. */
function readMessage(said: unknown): Message | null {
  if (!isRecord(said)) return null;
  switch (said.kind) {
    case "ask":
    case "resync":
      return { kind: said.kind };
    case "state": {
      const state = states.find((each) => each === said.state);
      return state ? { kind: "state", state } : null;
    }
    case "change": {
      const change = readChange(said.change);
      return change && { kind: "change", change };
    }
    default:
      return null;
  }
}

function readChange(value: unknown): LiveChange | null {
  if (!isRecord(value) || typeof value.id !== "string") return null;
  const topic = liveTopics.find((each) => each === value.topic);
  return topic ? { topic, id: value.id } : null;
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
