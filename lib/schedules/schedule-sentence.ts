import cronstrue from "cronstrue";
import { capital, withArticle } from "#lib/format/sentence.ts";
import type { CronRule } from "./occurrences.ts";
import type { Action } from "./schema.ts";
import { startedWords } from "./slot-sentence.ts";

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "A full backup every day at 02:00 (Europe/Berlin)". */
export function scheduleSentence(rule: CronRule & { action: Action }): string {
  return `${capital(withArticle(startedWords(rule.action)))} ${cronWords(rule.cron)} (${rule.zone})`;
}

function cronWords(cron: string): string {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = cron.split(" ");
  const isTimeOfDay = /^\d+$/.test(minute) && /^\d+(,\d+)*$/.test(hour);
  if (isTimeOfDay && day === "*" && month === "*" && /^(\*|[0-7])$/.test(weekday)) {
    const times = hour.split(",").map((each) => `${each.padStart(2, "0")}:${minute.padStart(2, "0")}`);
    const last = times.pop();
    const at = times.length === 0 ? last : `${times.join(", ")} and ${last}`;
    return `every ${weekday === "*" ? "day" : weekdays[Number(weekday)]} at ${at}`;
  }
  const words = cronstrue.toString(cron, { use24HourTimeFormat: true });
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
