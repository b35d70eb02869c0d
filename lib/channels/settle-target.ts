import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { assertHost, assertWebAddress } from "#lib/channels/assert-address.ts";
import { fieldError } from "#lib/channels/field-error.ts";
import { type createChannelInput, emailSettings, webhookSettings } from "#lib/channels/schema.ts";
import { partColumn, type SealedParts, type SecretPart } from "#lib/channels/secrets.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { sealSecret } from "#lib/secrets/seal.ts";

type Target = z.output<typeof createChannelInput>["target"];
type EmailTarget = Extract<Target, { kind: "email" }>;
type WebTarget = Exclude<Target, { kind: "email" }>;

/** What is stored of where a channel goes: settings to show, and secrets that only a worker opens. */
export interface SettledTarget {
  settings: z.output<typeof emailSettings> | z.output<typeof webhookSettings>;
  secrets: SealedParts;
  /** Made here, to be shown once. */
  signingSecret: string | null;
}

/**
 * Turns what was typed into what is stored. A secret that was left out stays what it was (`before`), unless keeping
 * it would hand it to somebody else. Throws INVALID or PRECONDITION.
 */
export async function settleTarget(
  ctx: Context,
  channelId: string,
  target: Target,
  before: { settings: unknown; secrets: SealedParts } | null,
): Promise<SettledTarget> {
  const seal = async (part: SecretPart, secret: string): Promise<SealedParts> => ({
    [part]: await sealSecret(
      await ctx.installation.publicKey(),
      { rowId: channelId, column: partColumn(part) },
      secret,
    ),
  });
  if (target.kind === "email") return settleEmail(target, before, seal);
  const web = await settleWeb(target, before, seal);
  if (target.kind === "slack") return web;
  const made = target.signingSecret ?? (before ? null : `whsec_${randomBytes(32).toString("base64")}`);
  const signing =
    made === null ? { signingSecret: before?.secrets.signingSecret } : await seal("signingSecret", made);
  return {
    settings: web.settings,
    secrets: { ...web.secrets, ...signing },
    signingSecret: target.signingSecret === undefined ? made : null,
  };
}

type Seal = (part: SecretPart, secret: string) => Promise<SealedParts>;
type Before = { settings: unknown; secrets: SealedParts } | null;

async function settleEmail(target: EmailTarget, before: Before, seal: Seal): Promise<SettledTarget> {
  const { settings, password } = target;
  assertHost(settings.host, settings.allowPrivate, "target.settings.host");
  if (settings.security === "none" && (settings.user !== null || !settings.allowPrivate)) {
    throw fieldError(
      "target.settings.security",
      "Without encryption only a relay inside your own network is used, and nobody signs in.",
      {
        hint: "Choose TLS or STARTTLS; or leave the user name out and say that it is a server inside your own network.",
        reason: "unencrypted",
      },
    );
  }
  if (settings.user === null) return { settings, secrets: {}, signingSecret: null };
  if (password !== undefined)
    return { settings, secrets: await seal("password", password), signingSecret: null };
  const kept = before?.secrets.password;
  if (!before || kept === undefined) {
    throw fieldError("target.password", "Give the password of the mail server's user.", {
      reason: "password",
    });
  }
  // Otherwise whoever may edit a channel could have the password sent to a server of their own.
  const { host, port, user, security } = emailSettings.parse(before.settings);
  const isSame =
    host === settings.host &&
    port === settings.port &&
    user === settings.user &&
    security === settings.security;
  if (isSame) return { settings, secrets: { password: kept }, signingSecret: null };
  throw new AppError("PRECONDITION", "The password is kept for the server and user it was given for.", {
    hint: "Enter the password again together with the new server or user.",
    reason: "password-again",
  });
}

const URL_FIELD = "target.url";

async function settleWeb(target: WebTarget, before: Before, seal: Seal): Promise<SettledTarget> {
  const { allowPrivate } = target;
  if (target.url !== undefined) {
    const host = assertWebAddress(target.url, allowPrivate, URL_FIELD);
    return { settings: { host, allowPrivate }, secrets: await seal("url", target.url), signingSecret: null };
  }
  if (!before?.secrets.url) throw fieldError(URL_FIELD, "Give the address.", { reason: "url" });
  const { host } = webhookSettings.parse(before.settings);
  assertHost(new URL(`http://${host}`).hostname, allowPrivate, URL_FIELD);
  return { settings: { host, allowPrivate }, secrets: { url: before.secrets.url }, signingSecret: null };
}
