import { type Severity, severities } from "#lib/alerts/schema.ts";
import { headline } from "#lib/channels/message-words.ts";
import type { DeliveryMessage } from "#lib/channels/schema.ts";

/** So many lines can still be read; the page of alerts has all of them. */
const LINES = 50;

/** Many messages as one that says how many, of what, and which; a single one stays what it is. */
export function gatherMessages(first: DeliveryMessage, others: readonly DeliveryMessage[]): DeliveryMessage {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const began = all.filter(({ event }) => event === "fired");
  const lines = all.slice(0, LINES).map(headline);
  const more = all.length - lines.length;
  return {
    event: began.length > 0 ? "fired" : all.every(({ event }) => event === "resolved") ? "resolved" : "info",
    rule: all.every(({ rule }) => rule === first.rule) ? first.rule : null,
    severity: mostSevere(began.length > 0 ? began : all),
    alertId: null,
    subject: `${all.length} messages`,
    summary: countWords(all),
    hint: [...lines, ...(more > 0 ? [`… and ${more} more.`] : [])].join("\n"),
    at: all.at(-1)?.at ?? first.at,
    url: first.url === null ? null : new URL("/alerts", first.url).href,
  };
}

function mostSevere(messages: readonly DeliveryMessage[]): Severity {
  return severities.find((severity) => messages.some((each) => each.severity === severity)) ?? "critical";
}

function countWords(all: readonly DeliveryMessage[]): string {
  const count = (event: DeliveryMessage["event"]) => all.filter((each) => each.event === event).length;
  const [began, over] = [count("fired"), count("resolved")];
  const told = all.length - began - over;
  const parts = [
    ...(began > 0 ? [`${began} began`] : []),
    ...(over > 0 ? [`${over} ${over === 1 ? "is" : "are"} over`] : []),
    ...(told > 0 ? [`${told} for information`] : []),
  ];
  return `Many at once: ${parts.join(", ")}.`;
}
