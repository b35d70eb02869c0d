import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /repositories");
export const POST = endpoint("POST /repositories");
