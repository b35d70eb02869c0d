import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import type { DeliveryMessage } from "#lib/channels/schema.ts";
import { isolate } from "#lib/format/isolate.ts";

/** The message in one line: "[critical] orders-db: backup failed", "[resolved] orders-db: backup failed". */
export function headline(message: DeliveryMessage): string {
  const what = message.rule === null ? message.summary : inSentence(alertCatalogue[message.rule].title);
  return `[${badge(message)}] ${isolate(message.subject)}: ${what}`;
}

function badge({ event, severity }: DeliveryMessage): string {
  switch (event) {
    case "resolved":
    case "test":
      return event;
    case "fired":
    case "info":
      return severity;
  }
}

/** "Backup failed" → "backup failed"; "RTO exceeded" stays. */
function inSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
