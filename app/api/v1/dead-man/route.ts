import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /dead-man");
export const POST = endpoint("POST /dead-man");
