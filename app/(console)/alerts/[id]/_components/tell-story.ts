import type { ToldWords } from "#components/alerts/told-words.ts";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { isolate } from "#lib/format/isolate.ts";

export interface Chapter {
  title: string;
  at: string | null;
  words: string | null;
  tone: "good" | "warn" | "bad" | "idle" | "unknown";
}

/** Began, fired, told, acknowledged, over — by time; what is still missing comes last. */
export function tellStory(alert: AlertDto, told: ToldWords): Chapter[] {
  const tone = { critical: "bad", warning: "warn", info: "idle" } as const;
  const happened: Chapter[] = [{ title: "Began", at: alert.startedAt, words: null, tone: "idle" }];
  const missing: Chapter[] = [];
  if (alert.firedAt) {
    happened.push({ title: "Fired", at: alert.firedAt, words: alert.summary, tone: tone[alert.severity] });
    happened.push({ title: "Told", at: null, words: told.words, tone: told.isTrouble ? "bad" : "idle" });
  } else if (alert.state === "pending") {
    missing.push({
      title: "Has not fired yet",
      at: null,
      words: "It fires if it stays like this.",
      tone: "unknown",
    });
  }
  if (alert.acknowledged) {
    const { by, at, comment } = alert.acknowledged;
    happened.push({
      title: `Acknowledged by ${isolate(by)}`,
      at,
      words: comment === null ? null : isolate(comment),
      tone: "good",
    });
  }
  if (alert.resolvedAt) {
    happened.push({ title: "Over", at: alert.resolvedAt, words: null, tone: "good" });
  } else if (alert.state === "firing") {
    if (!alert.acknowledged && alert.severity !== "info") {
      missing.push({ title: "Nobody is on it yet", at: null, words: null, tone: "unknown" });
    }
    missing.push({ title: "Not over yet", at: null, words: null, tone: "unknown" });
  }
  return [...inOrder(happened), ...missing];
}

/** A chapter without a time stays behind the one before it. */
function inOrder(chapters: Chapter[]): Chapter[] {
  let last = "";
  return chapters
    .map((chapter) => {
      last = chapter.at ?? last;
      return { chapter, key: last };
    })
    .sort((a, b) => a.key.localeCompare(b.key))
    .map(({ chapter }) => chapter);
}
