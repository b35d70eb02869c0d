import { callWeb } from "#jobs/delivery/call-web.ts";
import type { SendResult } from "#jobs/delivery/send-result.ts";
import { headline } from "#lib/channels/message-words.ts";
import type { DeliveryMessage } from "#lib/channels/schema.ts";

/** A Slack-compatible incoming webhook: blocks for Slack, plain text for whatever else understands it. */
export async function sendSlack(
  channel: { url: string; allowPrivate: boolean },
  message: DeliveryMessage,
  signal: AbortSignal,
): Promise<SendResult> {
  const { url, allowPrivate } = channel;
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(slackMessage(message));
  return callWeb({ url, allowPrivate, method: "POST", headers, body }, signal);
}

export function slackMessage(message: DeliveryMessage) {
  const lines = [message.summary, message.hint].filter((line) => line !== null).map(escapeMarkup);
  const context = [message.at, message.url === null ? null : `<${message.url}|Open in Holdfast>`];
  return {
    text: escapeMarkup(`${headline(message)}: ${message.summary}`),
    blocks: [
      // Slack refuses a header of more than 150 characters.
      { type: "header", text: { type: "plain_text", text: headline(message).slice(0, 150) } },
      { type: "section", text: { type: "mrkdwn", text: lines.join("\n").slice(0, 3000) } },
      {
        type: "context",
        elements: [{ type: "mrkdwn", text: context.filter((each) => each !== null).join(" · ") }],
      },
    ],
  };
}

/** The three characters Slack reads as markup; otherwise a name could mention everybody. */
function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
