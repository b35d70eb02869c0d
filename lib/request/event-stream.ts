import { authorize } from "#lib/auth/authorize.ts";
import { AppError } from "#lib/errors.ts";
import { buildContext } from "#lib/request/build-context.ts";
import { installation } from "#lib/request/installation.ts";
import { subscribe } from "#lib/request/live-feed.ts";
import { answer, type RouteHandler } from "#lib/request/route.ts";
import { findSessionActor } from "#lib/sessions/find-session-actor.ts";

const PING_MS = 15_000;
/** Bursts (a chatty log, a restore's steps) become one event per subject in this time. */
const COALESCE_MS = 250;

/** Server-sent events (U9). A resumed stream starts with `resync`: read again whatever is on the screen. */
export const eventStream: RouteHandler = (request) =>
  answer(request, async () => {
    const ctx = await buildContext(request.headers);
    authorize(ctx, "event.stream");
    if (ctx.actor.kind !== "user") {
      throw new AppError("FORBIDDEN", "Live updates are for signed-in people.", { reason: "token-scope" });
    }
    const { sessionId } = ctx.actor;
    const { env } = await installation();
    const encoder = new TextEncoder();
    let close = () => undefined as undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const pending = new Map<string, string>();
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        const frame = (event: string, data: string) =>
          `id: ${Date.now()}\nevent: ${event}\ndata: ${data}\n\n`;
        send(request.headers.get("last-event-id") ? frame("resync", "{}") : ": connected\n\n");
        const unsubscribe = subscribe(env.databaseUrl, (event) => {
          const data = event === "resync" ? "{}" : JSON.stringify(event);
          pending.set(data, frame(event === "resync" ? "resync" : "change", data));
        });
        const flush = setInterval(() => {
          for (const text of pending.values()) send(text);
          pending.clear();
        }, COALESCE_MS);
        const ping = setInterval(async () => {
          // A revoked or idle session loses its stream too; the stream itself never keeps a session alive.
          const isAlive = await findSessionActor(ctx.db, sessionId, ctx.now()).catch(() => null);
          if (isAlive) send(": ping\n\n");
          else close();
        }, PING_MS);
        close = () => {
          unsubscribe();
          clearInterval(flush);
          clearInterval(ping);
          close = () => undefined;
          try {
            controller.close();
          } catch {
            // The browser closed it first.
          }
        };
        request.signal.addEventListener("abort", () => close());
      },
      cancel: () => close(),
    });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  });
