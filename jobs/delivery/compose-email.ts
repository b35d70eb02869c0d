import { headline } from "#lib/channels/message-words.ts";
import type { DeliveryMessage } from "#lib/channels/schema.ts";

/**
 * An e-mail's content and headers. The Message-ID comes from the delivery, so that what is sent twice is one message;
 * messages about one alert refer to it and are shown as one thread.
 */
export function composeEmail(
  settings: { from: string; to: string[] },
  delivery: { id: string; message: DeliveryMessage },
) {
  const { message } = delivery;
  const domain = settings.from.split("@").at(-1) ?? "localhost";
  const thread = message.alertId === null ? undefined : `<alert-${message.alertId}@${domain}>`;
  return {
    from: { name: "Holdfast", address: settings.from },
    to: settings.to,
    subject: headline(message),
    messageId: `<${delivery.id}@${domain}>`,
    references: thread,
    inReplyTo: thread,
    date: new Date(message.at),
    text: textOf(message),
    html: htmlOf(message),
    headers: {
      "List-Id": `Holdfast alerts <alerts.${domain}>`,
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(message.event === "fired" && message.severity === "critical" ? { Importance: "high" } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function textOf(message: DeliveryMessage): string {
  const lines = [message.summary, message.hint, message.url, `At ${message.at}.`];
  return `${[headline(message), ...lines.filter((line) => line !== null)].join("\n\n")}\n`;
}

function htmlOf(message: DeliveryMessage): string {
  const link = message.url === null ? "" : `<p><a href="${escapeHtml(message.url)}">Open in Holdfast</a></p>`;
  const hint = message.hint === null ? "" : `<p style="white-space:pre-line">${escapeHtml(message.hint)}</p>`;
  return [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.5">',
    `<h1 style="font-size:1.1rem">${escapeHtml(headline(message))}</h1>`,
    `<p>${escapeHtml(message.summary)}</p>${hint}${link}`,
    `<p style="color:#555">${escapeHtml(message.at)}</p></body></html>`,
  ].join("");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
