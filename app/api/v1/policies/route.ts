import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /policies");
export const POST = endpoint("POST /policies");
