import type { DrillChannel } from "#lib/channels/drill-channels.ts";
import { DRILL_MINUTES } from "#lib/channels/rules.ts";

export interface DrillDelivery {
  channelId: string;
  event: string;
  state: "pending" | "sent" | "dead";
  sentAt: Date | null;
  lastError: string | null;
}

export interface DrillVerdict {
  channels: DrillChannel[];
  /** Null while it may still pass. */
  outcome: "passed" | "failed" | null;
}

/** Passed is when every channel accepted both the alarm and the all-clear in time; one that gave up, or no time left, is failed. */
export function judgeDrill(drill: {
  channels: readonly DrillChannel[];
  deliveries: readonly DrillDelivery[];
  startedAt: Date;
  now: Date;
}): DrillVerdict {
  const isLate = drill.now.getTime() - drill.startedAt.getTime() >= DRILL_MINUTES * 60_000;
  const channels = drill.channels.map((channel) => judgeChannel(channel, drill.deliveries, isLate));
  if (channels.every(({ sentAt }) => sentAt !== null)) return { channels, outcome: "passed" };
  const isOpen = channels.some(({ sentAt, error }) => sentAt === null && error === null);
  return { channels, outcome: isOpen ? null : "failed" };
}

function judgeChannel(
  { id, name }: DrillChannel,
  deliveries: readonly DrillDelivery[],
  isLate: boolean,
): DrillChannel {
  const own = deliveries.filter((each) => each.channelId === id);
  const sent = (event: string) =>
    own.find((each) => each.event === event && each.state === "sent")?.sentAt ?? null;
  const [fired, resolved] = [sent("fired"), sent("resolved")];
  if (fired && resolved) {
    const last = Math.max(fired.getTime(), resolved.getTime());
    return { id, name, sentAt: new Date(last).toISOString(), error: null };
  }
  const dead = own.find(({ state }) => state === "dead");
  if (!dead && !isLate) return { id, name, sentAt: null, error: null };
  const why = (dead ?? own.find(({ lastError }) => lastError !== null))?.lastError;
  return { id, name, sentAt: null, error: why ?? silence(own.length, fired) };
}

function silence(count: number, fired: Date | null): string {
  if (count === 0) return "No message was made: alerts are not being evaluated.";
  return fired ? "The all-clear was not accepted in time." : "The alarm was not accepted in time.";
}
