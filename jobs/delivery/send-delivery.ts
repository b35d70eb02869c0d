import { z } from "zod";
import type { ClaimedDelivery } from "#jobs/delivery/claim-delivery.ts";
import { sendEmail } from "#jobs/delivery/send-email.ts";
import { refused, type SendResult } from "#jobs/delivery/send-result.ts";
import { sendSlack } from "#jobs/delivery/send-slack.ts";
import { sendWebhook } from "#jobs/delivery/send-webhook.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { deliveryMessage, emailSettings, webhookSettings } from "#lib/channels/schema.ts";
import { parseSealedParts, partColumn, type SecretPart } from "#lib/channels/secrets.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { openSecret } from "#lib/secrets/open.ts";

/** Sends a claimed message in its channel's form, with the secrets opened for just that. */
export async function sendDelivery(
  worker: WorkerContext,
  delivery: ClaimedDelivery,
  signal: AbortSignal,
): Promise<SendResult> {
  try {
    return await sendThrough(worker, delivery, signal);
  } catch (error) {
    // Secrets that do not open are told like a server that does not answer: somebody must see it.
    if (!(error instanceof AppError) || signal.aborted) throw error;
    return refused(error.message, { patience: "short" });
  }
}

async function sendThrough(
  worker: WorkerContext,
  { channel, ...delivery }: ClaimedDelivery,
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
  const message = deliveryMessage.parse(delivery.message);
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
