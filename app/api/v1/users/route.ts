import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /users");
export const POST = endpoint("POST /users");
