import NextAuth from "next-auth";
import { authOptions } from "#lib/request/auth-options.ts";
import { requestSource } from "#lib/request/build-context.ts";
import { installation } from "#lib/request/installation.ts";
import { answer } from "#lib/request/route.ts";
import { foreignOrigin, isSameOrigin } from "#lib/request/same-origin.ts";

/** next-auth keeps its own CSRF token; an unsafe request needs our origin besides (T31). */
export function signInHandler(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return answer(request, async () => {
    const site = await installation();
    if (request.method !== "GET")
      if (!isSameOrigin(request.headers, site.env.origin)) throw foreignOrigin(site.env.origin);
    const options = authOptions(site, requestSource(request.headers));
    return NextAuth(options)(request, context);
  });
}
