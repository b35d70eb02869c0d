import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /views");
export const POST = endpoint("POST /views");
