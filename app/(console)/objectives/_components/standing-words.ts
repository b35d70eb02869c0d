import type { Tone } from "#components/ui/pill.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { ObjectivesDto, ResourceObjectives, SystemObjectives } from "#lib/objectives/schema.ts";

export interface Standing {
  tone: Extract<Tone, "good" | "warn" | "bad" | "unknown" | "idle">;
  words: string;
}

const rank = { bad: 0, unknown: 1, warn: 2, good: 3, idle: 4 };

/** How a resource stands today, worst first. What is not known is never good. */
export function standingOf({ rpo, rto }: ResourceObjectives): Standing[] {
  return [lossStanding(rpo), timeStanding(rto.projection, rto.targetSeconds)].sort(
    (a, b) => rank[a.tone] - rank[b.tone],
  );
}

function lossStanding({ nowMs, targetSeconds }: ResourceObjectives["rpo"]): Standing {
  if (targetSeconds === null) return { tone: "idle", words: "No RPO objective" };
  if (nowMs === null) return { tone: "unknown", words: "Possible loss unknown" };
  return nowMs > targetSeconds * 1000
    ? { tone: "bad", words: "RPO missed" }
    : { tone: "good", words: "RPO met" };
}

type Range = { lowMs: number; midMs: number; highMs: number };

/** A restore of which even the middle would be late is a missed objective; one that might be is a risk. */
export function timeStanding(projection: Range | null, targetSeconds: number | null): Standing {
  if (targetSeconds === null) return { tone: "idle", words: "No RTO objective" };
  if (projection === null) return { tone: "unknown", words: "Never restored" };
  const targetMs = targetSeconds * 1000;
  if (projection.midMs > targetMs) return { tone: "bad", words: "RTO would be missed" };
  if (projection.highMs > targetMs) return { tone: "warn", words: "RTO at risk" };
  return { tone: "good", words: "RTO would be met" };
}

export function systemStanding({
  projection,
  targetSeconds,
}: Omit<SystemObjectives, "id" | "tier">): Standing {
  const standing = timeStanding(projection, targetSeconds);
  if (standing.tone === "unknown") return { tone: "unknown", words: "Not known" };
  const words = { bad: "Would be missed", warn: "At risk", good: "Would be met", idle: "No objective" };
  return { ...standing, words: words[standing.tone] };
}

/** The answer to the page's question, in one line. */
export function answerOf({ resources, complete }: ObjectivesDto): string {
  if (resources.length === 0) return "Nothing is protected yet.";
  const now = count(resources, ({ rpo }) => lossStanding(rpo).tone === "good");
  const today = count(
    resources,
    ({ rto }) => timeStanding(rto.projection, rto.targetSeconds).tone === "good",
  );
  const everything =
    complete.projection === null
      ? "everything: not known"
      : `everything: about ${formatDuration(complete.projection.midMs)}`;
  return [
    `${portion(now, resources.length)} would lose no more than allowed`,
    `${portion(today, resources.length)} would be back in time`,
    `${everything} of ${formatDuration(complete.targetSeconds * 1000)}`,
  ].join(" · ");
}

function count<T>(items: readonly T[], isCounted: (item: T) => boolean): number {
  return items.filter(isCounted).length;
}

function portion(part: number, whole: number): string {
  return `${part} of ${whole}`;
}
