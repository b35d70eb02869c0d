import type { ChannelKind } from "#lib/channels/schema.ts";

/** As many messages in `LATELY_SECONDS` are read one by one; beyond, people get them gathered. */
export const READ_SINGLY = 10;
export const LATELY_SECONDS = 300;
const GATHER_SECONDS = 60;

interface DueMessage {
  id: string;
  event: string;
  createdAtMs: number;
  /** Recipients who have it already, as one text: only messages that lack the same ones go together. */
  accepted: string;
}

/**
 * Which of the due messages of a channel go out now, as one; none while more of a storm are waited for. Programs
 * behind a webhook get each by itself. `due`: oldest first. `sentLately`: how many were sent in LATELY_SECONDS.
 */
export function chooseMessages(
  due: readonly DueMessage[],
  { kind, sentLately, nowMs }: { kind: ChannelKind; sentLately: number; nowMs: number },
): string[] {
  const first = due.find(({ event }) => event === "test") ?? due[0];
  if (!first) return [];
  const isStorm = kind !== "webhook" && due.length + sentLately > READ_SINGLY;
  if (!isStorm || first.event === "test") return [first.id];
  if (sentLately > 0 && nowMs - first.createdAtMs < GATHER_SECONDS * 1000) return [];
  return due.filter(({ accepted }) => accepted === first.accepted).map(({ id }) => id);
}
