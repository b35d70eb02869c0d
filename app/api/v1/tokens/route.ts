import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /tokens");
export const POST = endpoint("POST /tokens");
