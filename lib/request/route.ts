import { type DomainVerb, recordDenial } from "#lib/auth/verb.ts";
import { AppError } from "#lib/errors.ts";
import { buildContext } from "#lib/request/build-context.ts";
import { toProblem } from "#lib/request/problem.ts";
import { foreignOrigin, isSameOrigin } from "#lib/request/same-origin.ts";

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/** Turns a domain verb into a route handler. Input is the query (GET) or JSON body (POST) plus the path's names. */
export function route(
  verb: DomainVerb<never, unknown>,
  statusOf: (output: unknown) => number = () => 200,
): RouteHandler {
  return (request, { params }) =>
    answer(request, async () => {
      const ctx = await buildContext(request.headers);
      const names = await params;
      if (verb.writes && !isSameOrigin(request.headers, ctx.installation.origin)) {
        const refusal = foreignOrigin(ctx.installation.origin);
        await recordDenial(ctx, verb.verb, names, refusal);
        throw refusal;
      }
      const output = await verb.fromUnknown(ctx, { ...(await readInput(request)), ...names });
      if (output === undefined) return new Response(null, { status: 204 });
      return Response.json(output, { status: statusOf(output), headers: { "cache-control": "no-store" } });
    });
}

/** Runs a handler and turns whatever it throws into a problem. */
export async function answer(request: Request, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    return toProblem(error, new URL(request.url).pathname);
  }
}

export async function readInput(request: Request): Promise<Record<string, unknown>> {
  if (request.method === "GET" || request.method === "HEAD") {
    return Object.fromEntries(new URL(request.url).searchParams);
  }
  if (request.headers.get("content-type")?.split(";")[0]?.trim() !== "application/json") {
    throw new AppError("INVALID", "Send JSON with Content-Type: application/json.", {
      reason: "content-type",
    });
  }
  const body = parseJson(await readText(request));
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new AppError("INVALID", "The body must be a JSON object.", { reason: "json" });
  }
  return { ...body };
}

/** Far above any input of ours, far below what could hurt the process. */
const MOST_BODY_BYTES = 256 * 1024;

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BODY_BYTES)
      throw new AppError("INVALID", "The body is too large.", { reason: "body-size" });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("INVALID", "The body is not valid JSON.", { reason: "json", cause });
  }
}
