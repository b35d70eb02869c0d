import { decode } from "next-auth/jwt";
import { type Actor, type Context, systemClock } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { type Installation, installation } from "#lib/request/installation.ts";
import { sessionCookieName } from "#lib/request/session-cookie.ts";
import { findSessionActor } from "#lib/sessions/find-session-actor.ts";
import { findTokenActor } from "#lib/tokens/find-token-actor.ts";

/** Who is asking: a bearer token when there is one (cookies are then ignored, T31), else the session cookie. */
export async function buildContext(headers: Headers): Promise<Context> {
  const site = await installation();
  return {
    db: site.db,
    queue: site.queue,
    actor: await findActor(site, headers),
    now: systemClock,
    installation: { origin: site.env.origin, publicKey: site.publicKey },
    ...requestSource(headers),
  };
}

/** The nearest proxy's word for the client's address: an earlier entry could be the client's own invention. */
export function requestSource(headers: Headers) {
  return {
    address: headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? null,
    userAgent: headers.get("user-agent"),
  };
}

async function findActor(site: Installation, headers: Headers): Promise<Actor> {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const secret = /^Bearer (hft_[\w-]+)$/.exec(authorization)?.[1];
    const actor = secret ? await findTokenActor(site.db, secret, systemClock()) : null;
    if (actor) return actor;
    throw new AppError("UNAUTHENTICATED", "This API token is not valid.", {
      hint: "It may have expired or been revoked; create a new one in Settings.",
      reason: "token",
    });
  }
  const sessionId = await readSessionId(site, headers);
  return (sessionId && (await findSessionActor(site.db, sessionId, systemClock()))) || { kind: "anonymous" };
}

async function readSessionId(site: Installation, headers: Headers): Promise<string | null> {
  const name = sessionCookieName(site.env.origin);
  const cookies = (headers.get("cookie") ?? "").split(/;\s*/);
  const value = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
  if (!value) return null;
  // A cookie that cannot be decoded was not made here: nobody is signed in by it.
  const token = await decode({ token: value, secret: site.env.authSecret }).catch(() => null);
  return typeof token?.sessionId === "string" ? token.sessionId : null;
}
