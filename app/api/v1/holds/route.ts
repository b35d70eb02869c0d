import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /holds");
export const POST = endpoint("POST /holds");
