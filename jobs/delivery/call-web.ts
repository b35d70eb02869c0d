import { Agent, type Dispatcher, request } from "undici";
import { type ResolvedTarget, resolveTarget } from "#jobs/delivery/resolve-target.ts";
import { refused, type SendResult } from "#jobs/delivery/send-result.ts";
import { AppError } from "#lib/errors.ts";

export interface WebCall {
  url: string;
  allowPrivate: boolean;
  method: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 4096;

/**
 * Calls an address somebody typed in: to exactly the checked address, without following redirects, with a limit on
 * time and on what is read. Accepted is a 2xx and nothing else. The address itself is a secret: only its host is
 * ever in a sentence.
 */
export async function callWeb(call: WebCall, signal: AbortSignal): Promise<SendResult> {
  const { hostname, host } = new URL(call.url);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const targets = await resolveTarget(hostname, call.allowPrivate, limit);
    return await callResolved(call, targets, limit);
  } catch (error) {
    signal.throwIfAborted();
    return explain(error, host);
  }
}

async function callResolved(
  call: WebCall,
  targets: ResolvedTarget[],
  signal: AbortSignal,
): Promise<SendResult> {
  const agent = new Agent({
    connect: {
      timeout: TIMEOUT_MS,
      lookup: (_host, options, done) => {
        const [first] = targets;
        if (options.all) done(null, targets);
        else done(null, first?.address ?? "", first?.family);
      },
    },
  });
  try {
    const { statusCode, headers, body } = await request(call.url, {
      dispatcher: agent,
      method: call.method,
      headers: { "user-agent": "Holdfast", ...call.headers },
      body: call.body,
      signal,
    });
    if (statusCode >= 200 && statusCode < 300) {
      body.on("error", () => undefined).destroy();
      return { kind: "accepted" };
    }
    return judgeStatus(new URL(call.url).host, statusCode, headers, await readWord(body));
  } finally {
    await agent.destroy();
  }
}

/** A page could repeat the address it was asked for; only a bare word such as `invalid_payload` is passed on. */
async function readWord(body: Dispatcher.ResponseData["body"]): Promise<string | null> {
  let text = "";
  for await (const chunk of body) {
    text += String(chunk);
    if (text.length > MAX_ANSWER_BYTES) return null;
  }
  return /^[a-z_]{3,40}$/.test(text.trim()) ? text.trim() : null;
}

function judgeStatus(
  host: string,
  status: number,
  headers: Record<string, string | string[] | undefined>,
  word: string | null,
): SendResult {
  if (status >= 300 && status < 400) {
    return refused(`${host} answered ${status}: it redirects, which is not followed.`);
  }
  const sentence = `${host} answered ${status}${word ? ` (${word})` : ""}.`;
  if (status === 410) return refused(sentence, { patience: "none" });
  if ([401, 403, 404].includes(status)) return refused(sentence, { patience: "short" });
  const after = Number(headers["retry-after"]);
  return refused(sentence, { retryAfterSeconds: after > 0 ? after : null });
}

function explain(error: unknown, host: string): SendResult {
  if (error instanceof AppError) {
    return refused(error.message, { patience: error.reason === "private-address" ? "short" : "long" });
  }
  if (error instanceof Error && error.name === "TimeoutError") {
    return refused(`${host} did not answer within ${TIMEOUT_MS / 1000} s.`);
  }
  return refused(`${host} could not be reached (${errorWord(error)}).`);
}

/** The code of a connection error, such as ECONNREFUSED. Its text could hold the address. */
function errorWord(error: unknown): string {
  if (error instanceof AggregateError) return errorWord(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "unknown error";
}
