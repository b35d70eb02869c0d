import type { Tone } from "#components/ui/pill.tsx";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
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

export function meterTone({ tone }: Standing): "good" | "warn" | "bad" | "accent" {
  return tone === "unknown" || tone === "idle" ? "accent" : tone;
}

/** The answer to the page's question, in one line, the worst of each half of it. */
export function answerOf({ resources, complete }: ObjectivesDto): string {
  if (resources.length === 0) return "Nothing is protected yet.";
  const all = resources.length;
  const losses = resources.map(({ rpo }) => lossStanding(rpo).tone);
  const times = resources.map(({ rto }) => timeStanding(rto.projection, rto.targetSeconds).tone);
  const count = (tones: Standing["tone"][], tone: Standing["tone"]) =>
    tones.filter((one) => one === tone).length;
  const loss =
    said(count(losses, "bad"), all, "would lose too much now") ??
    unknownLoss(count(losses, "unknown"), all) ??
    "nothing would lose too much now";
  const time =
    said(count(times, "bad"), all, "would take too long") ??
    said(count(times, "warn"), all, "might take too long") ??
    said(count(times, "unknown"), all, "never restored") ??
    "every restore would be in time";
  const objective = formatDuration(complete.targetSeconds * 1000);
  const everything =
    complete.projection === null
      ? `not known whether everything would be back within ${objective}`
      : `everything would be back in ${formatDurationRange(complete.projection.lowMs, complete.projection.highMs)} of ${objective}`;
  const line = [loss, time, everything].join(" · ");
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}`;
}

function unknownLoss(part: number, whole: number): string | null {
  if (part === 0) return null;
  return part === whole
    ? "what would be lost now is unknown"
    : `what ${part} of ${whole} would lose is unknown`;
}

function said(part: number, whole: number, words: string): string | null {
  if (part === 0) return null;
  return part === whole && whole > 1 ? `all ${whole} ${words}` : `${part} of ${whole} ${words}`;
}
