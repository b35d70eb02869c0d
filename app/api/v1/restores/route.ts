import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /restores");
export const POST = endpoint("POST /restores");
