import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /channels");
export const POST = endpoint("POST /channels");
