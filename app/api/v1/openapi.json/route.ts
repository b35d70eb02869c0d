import { serveOpenApi } from "#lib/request/serve-openapi.ts";

export const GET = serveOpenApi;
