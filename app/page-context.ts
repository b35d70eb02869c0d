import { headers } from "next/headers";
import { cache } from "react";
import { buildContext } from "#lib/request/build-context.ts";

/** The context of the page being made; its layout and all its parts share one. */
export const pageContext = cache(async () => buildContext(new Headers(await headers())));
