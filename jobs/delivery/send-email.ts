import { connect, type Socket } from "node:net";
import { createTransport } from "nodemailer";
import { z } from "zod";
import { composeEmail } from "#jobs/delivery/compose-email.ts";
import { resolveTarget } from "#jobs/delivery/resolve-target.ts";
import { type Refusal, refused, type SendResult } from "#jobs/delivery/send-result.ts";
import type { DeliveryMessage, emailSettings } from "#lib/channels/schema.ts";
import { AppError } from "#lib/errors.ts";

type Settings = z.output<typeof emailSettings>;

/** Mail servers may greet slowly on purpose; a whole conversation takes no longer than this. */
const TIMEOUT_MS = 30_000;
const QUIET_MS = 10_000;

/**
 * One message to the recipients who do not have it yet (`accepted`). Accepted is when the server took it for every
 * one of them; otherwise the refusal names who was refused and keeps who was not.
 */
export async function sendEmail(
  channel: { settings: Settings; password: string | null },
  delivery: { id: string; message: DeliveryMessage; accepted: string[] },
  signal: AbortSignal,
): Promise<SendResult> {
  const { settings, password } = channel;
  const { accepted } = delivery;
  const to = settings.to.filter((address) => !accepted.includes(address));
  if (to.length === 0) return { kind: "accepted" };
  const secrets = password === null ? [] : [password, Buffer.from(password).toString("base64")];
  let socket: Socket | null = null;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const [{ address, family }] = await resolveTarget(settings.host, settings.allowPrivate, limit);
    socket = connect({ host: address, port: settings.port, family });
    const info = await converse(socket, limit, async (connection) => {
      const transport = createTransport({ ...transportOptions(settings, password), connection });
      return transport.sendMail({
        ...composeEmail(settings, delivery),
        envelope: { from: settings.from, to },
      });
    });
    const { rejected, rejectedErrors } = sentInfo.parse(info);
    if (rejected.length === 0) return { kind: "accepted" };
    const now = to.filter((each) => !rejected.includes(each));
    return refusedRecipients(rejectedErrors, secrets, [...accepted, ...now]);
  } catch (error) {
    signal.throwIfAborted();
    return explain(error, settings.host, secrets, accepted);
  } finally {
    socket?.destroy();
  }
}

function transportOptions(settings: Settings, password: string | null) {
  const { host, port, security, user } = settings;
  return {
    // The name stays for TLS to check; the connection is already made, to the address that was checked.
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    auth: user === null ? undefined : { user, pass: password ?? "" },
    greetingTimeout: QUIET_MS,
    socketTimeout: QUIET_MS,
  };
}

/** Connects, runs the conversation, and cuts it off when its time is over. */
async function converse<Answer>(
  socket: Socket,
  limit: AbortSignal,
  run: (socket: Socket) => Promise<Answer>,
): Promise<Answer> {
  const cut = Promise.withResolvers<never>();
  const onLimit = () => {
    socket.destroy();
    cut.reject(limit.reason);
  };
  limit.addEventListener("abort", onLimit, { once: true });
  socket.setTimeout(QUIET_MS, () =>
    socket.destroy(new AppError("ENGINE", "It did not answer.", { reason: "quiet" })),
  );
  try {
    const connected = new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve).once("error", reject);
    });
    await Promise.race([connected, cut.promise]);
    return await Promise.race([run(socket), cut.promise]);
  } finally {
    limit.removeEventListener("abort", onLimit);
    // A late error of a socket that is given up belongs to nobody.
    socket.on("error", () => undefined);
  }
}

const smtpError = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
  recipient: z.string().optional(),
});
type SmtpError = z.infer<typeof smtpError>;
const sentInfo = z.object({
  rejected: z.array(z.string()),
  rejectedErrors: z.array(smtpError).default([]),
});
const allRejected = z.object({ rejectedErrors: z.array(smtpError).min(1) });

function refusedRecipients(errors: SmtpError[], secrets: string[], accepted: string[]): Refusal {
  const who = errors
    .map((each) => `${each.recipient ?? "a recipient"} (${answer(each, secrets)})`)
    .join(", ");
  const isFinal = errors.every((each) => isPermanent(each.responseCode));
  return refused(`The mail server refused ${who}.`, { patience: isFinal ? "short" : "long", accepted });
}

function explain(error: unknown, host: string, secrets: string[], accepted: string[]): Refusal {
  if (error instanceof AppError && error.reason !== "quiet") {
    return refused(error.message, {
      patience: error.reason === "private-address" ? "short" : "long",
      accepted,
    });
  }
  if (error instanceof AppError || (error instanceof Error && error.name === "TimeoutError")) {
    return refused(`${host} did not answer in time.`, { accepted });
  }
  const rejected = allRejected.safeParse(error);
  if (rejected.success) return refusedRecipients(rejected.data.rejectedErrors, secrets, accepted);
  const smtp = smtpError.safeParse(error).data ?? {};
  if (smtp.code === "ETLS" || smtp.command === "STARTTLS") {
    return refused(`${host} offers no encryption that could be trusted; nothing was sent.`, { accepted });
  }
  if (smtp.response !== undefined) {
    const patience = isPermanent(smtp.responseCode) ? "short" : "long";
    return refused(`${host} answered: ${answer(smtp, secrets)}`, { patience, accepted });
  }
  if (smtp.code === "ESOCKET") {
    // The library keeps no more of it than this: the socket was connected before it got it.
    const sentence = `The connection to ${host} broke; if it is encrypted, its certificate may not be trusted here.`;
    return refused(sentence, { accepted });
  }
  return refused(`${host} could not be reached (${smtp.code ?? "unknown error"}).`, { accepted });
}

function isPermanent(responseCode: number | undefined): boolean {
  return responseCode !== undefined && responseCode >= 500;
}

/** The server's own words, short, and without what it may repeat of ours. */
function answer({ response }: SmtpError, secrets: string[]): string {
  const text = (response ?? "no reason given").replaceAll(/\s+/g, " ").slice(0, 200);
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, "…"), text);
}
