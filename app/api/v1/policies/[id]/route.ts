import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /policies/{id}");
export const POST = endpoint("POST /policies/{id}");
