import pg from "pg";

export type LiveEvent = { topic: string; id: string } | "resync";
type Listener = (event: LiveEvent) => void;

interface Feed {
  listeners: Set<Listener>;
}

const RECONNECT_MS = 1_000;
const slot = globalThis as typeof globalThis & { holdfastFeed?: Feed };

/**
 * Rows announce themselves by NOTIFY when their transaction commits; one connection of this process listens and
 * hands on to its streams. After a lost connection everyone is told to read again: nothing is missed silently.
 */
export function subscribe(connectionString: string, listener: Listener): () => void {
  if (!slot.holdfastFeed) {
    slot.holdfastFeed = { listeners: new Set() };
    void listen(connectionString, slot.holdfastFeed);
  }
  const { listeners } = slot.holdfastFeed;
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function listen(connectionString: string, feed: Feed): Promise<void> {
  const client = new pg.Client({ connectionString, keepAlive: true });
  const tell = (event: LiveEvent) => {
    for (const listener of feed.listeners) listener(event);
  };
  const again = () => {
    client.removeAllListeners();
    // An error after this point belongs to a connection that is already given up.
    client.on("error", () => undefined);
    client.end().catch(() => undefined);
    setTimeout(() => void listen(connectionString, feed), RECONNECT_MS);
  };
  client.once("error", again);
  client.on("notification", ({ payload }) => {
    const [topic = "", id = ""] = (payload ?? "").split(":");
    tell({ topic, id });
  });
  try {
    await client.connect();
    await client.query("LISTEN holdfast");
    tell("resync");
  } catch {
    again();
  }
}
