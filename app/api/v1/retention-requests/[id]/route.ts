import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /retention-requests/{id}");
