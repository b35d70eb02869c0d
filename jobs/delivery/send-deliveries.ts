import { createHash } from "node:crypto";
import { z } from "zod";
import type { ClaimedDelivery } from "#jobs/delivery/claim-deliveries.ts";
import { sendEmail } from "#jobs/delivery/send-email.ts";
import { refused, type SendResult } from "#jobs/delivery/send-result.ts";
import { sendSlack } from "#jobs/delivery/send-slack.ts";
import { sendWebhook } from "#jobs/delivery/send-webhook.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { gatherMessages } from "#lib/channels/gather-messages.ts";
import {
  type DeliveryMessage,
  deliveryMessage,
  emailSettings,
  webhookSettings,
} from "#lib/channels/schema.ts";
import { parseSealedParts, partColumn, type SecretPart } from "#lib/channels/secrets.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { openSecret } from "#lib/secrets/open.ts";

/** Sends claimed messages of a channel as one, in its form, with the secrets opened for just that. */
export async function sendDeliveries(
  worker: WorkerContext,
  first: ClaimedDelivery,
  others: readonly ClaimedDelivery[],
  signal: AbortSignal,
): Promise<SendResult> {
  try {
    const told = others.map(({ message }) => deliveryMessage.parse(message));
    const message = gatherMessages(deliveryMessage.parse(first.message), told);
    return await sendThrough(worker, { ...first, id: idOf([first, ...others]), message }, signal);
  } catch (error) {
    // Secrets that do not open are told like a server that does not answer: somebody must see it.
    if (!(error instanceof AppError) || signal.aborted) throw error;
    return refused(error.message, { patience: "short" });
  }
}

/** The same messages are the same mail; with one more it is another, which nobody may take for the first. */
function idOf(deliveries: readonly ClaimedDelivery[]): string {
  const ids = deliveries.map(({ id }) => id);
  return ids.length === 1 ? ids.join() : createHash("sha256").update(ids.join()).digest("hex").slice(0, 32);
}

async function sendThrough(
  worker: WorkerContext,
  { channel, message, ...delivery }: ClaimedDelivery & { message: DeliveryMessage },
  signal: AbortSignal,
): Promise<SendResult> {
  const sealed = parseSealedParts(channel.secrets);
  const open = (part: SecretPart) => {
    const value = sealed[part];
    if (value === undefined)
      throw new AppError("PRECONDITION", `The channel ${channel.name} has no ${words[part]}.`);
    return openSecret(worker.keyring, { rowId: channel.id, column: partColumn(part) }, value);
  };
  const { id } = delivery;
  switch (channel.kind) {
    case "email": {
      const settings = emailSettings.parse(channel.settings);
      const password = settings.user === null ? null : await open("password");
      const accepted = z.array(z.string()).parse(delivery.accepted);
      return sendEmail({ settings, password }, { id, message, accepted }, signal);
    }
    case "webhook": {
      const { allowPrivate } = webhookSettings.parse(channel.settings);
      const target = { url: await open("url"), signingSecret: await open("signingSecret"), allowPrivate };
      return sendWebhook(target, { id, message, now: toDate(worker.now()) }, signal);
    }
    case "slack": {
      const { allowPrivate } = webhookSettings.parse(channel.settings);
      return sendSlack({ url: await open("url"), allowPrivate }, message, signal);
    }
  }
}

const words: Record<SecretPart, string> = {
  password: "password",
  url: "address",
  signingSecret: "signing secret",
};
