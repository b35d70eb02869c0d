import { buildContext } from "#lib/request/build-context.ts";
import { openApiDocument } from "#lib/request/openapi.ts";
import { answer, type RouteHandler } from "#lib/request/route.ts";

export const serveOpenApi: RouteHandler = (request) =>
  answer(request, async () => {
    const ctx = await buildContext(request.headers);
    return Response.json(openApiDocument(ctx.installation.origin));
  });
