export const liveTopics = [
  "operation",
  "log",
  "change",
  "restore",
  "resource",
  "repository",
  "audit",
  "position",
  "slot",
  "policy",
  "alert",
  "channel",
] as const;
export type LiveTopic = (typeof liveTopics)[number];
export interface LiveChange {
  topic: LiveTopic;
  id: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

/** Other words a query key may start with, and the topics that make it old. */
const dependents: Record<string, readonly LiveTopic[]> = {
  overview: ["resource", "position", "operation", "change", "restore", "slot", "alert"],
  resource: ["position"],
  objective: ["resource", "restore"],
  calendar: ["slot", "operation", "policy"],
  "next-run": ["slot", "policy", "resource"],
  pause: ["slot"],
  retention: ["resource", "operation", "policy"],
  hold: ["resource"],
  "retention-request": ["change", "operation"],
  delivery: ["channel"],
  restore: ["change", "operation"],
  "backup-set": ["resource", "operation", "repository"],
  session: [],
};

/**
 * Query keys are [topic, id or a word for a list, …]. A change touches the thing itself at once, and lists
 * and summaries that may show it a little later.
 */
export function reachOf(queryKey: readonly unknown[], change: LiveChange): "direct" | "indirect" | "none" {
  const [word, second] = queryKey;
  if (typeof word !== "string") return "none";
  if (word === change.topic) {
    if (second === change.id) return "direct";
    return typeof second === "string" && uuid.test(second) ? "none" : "indirect";
  }
  return dependents[word]?.includes(change.topic) ? "indirect" : "none";
}
