import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { type Context, systemClock } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import type { Installation } from "#lib/request/installation.ts";
import { sessionCookieName } from "#lib/request/session-cookie.ts";
import { createSession } from "#lib/sessions/create-session.ts";
import { findSessionActor } from "#lib/sessions/find-session-actor.ts";
import { revokeSession } from "#lib/sessions/revoke-session.ts";

/**
 * next-auth carries a session id and nothing else; whether that session is alive, whose it is and which roles
 * that person holds is read from the database on every request.
 */
export function authOptions(
  installation: Installation,
  source: { address: string | null; userAgent: string | null },
): NextAuthOptions {
  const { env, db, queue, publicKey } = installation;
  const ctx: Context = {
    db,
    queue,
    actor: { kind: "anonymous" },
    now: systemClock,
    installation: { origin: env.origin, publicKey },
    ...source,
  };
  const isSecure = env.origin.startsWith("https:");
  return {
    secret: env.authSecret,
    session: { strategy: "jwt", maxAge: 12 * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(env.origin),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      },
    },
    providers: [
      Credentials({
        id: "password",
        name: "Password",
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          try {
            const session = await createSession.fromUnknown(ctx, {
              email: credentials?.email ?? "",
              password: credentials?.password ?? "",
            });
            return { id: session.sessionId, name: session.name, email: session.email };
          } catch (error) {
            if (error instanceof AppError && error.code === "UNAUTHENTICATED") return null;
            throw error;
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : { sessionId: token.sessionId }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !url.startsWith("//") ? baseUrl + url : baseUrl,
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sessionId !== "string") return;
        const actor = await findSessionActor(db, token.sessionId, systemClock());
        // A session that ended by itself needs no end.
        if (actor) await revokeSession({ ...ctx, actor }, { id: token.sessionId });
      },
    },
  };
}
