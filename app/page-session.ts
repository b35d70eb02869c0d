import { pageContext } from "#app/page-context.ts";
import { getCurrentSession } from "#lib/sessions/get-current-session.ts";
import type { CurrentSession } from "#lib/sessions/schema.ts";

/** Who is looking at this page, or null. Pages only route by it; every verb decides for itself (T30). */
export async function getPageSession(): Promise<CurrentSession | null> {
  const ctx = await pageContext();
  return ctx.actor.kind === "user" ? getCurrentSession(ctx, {}) : null;
}
