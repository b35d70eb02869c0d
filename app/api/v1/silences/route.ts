import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /silences");
export const POST = endpoint("POST /silences");
