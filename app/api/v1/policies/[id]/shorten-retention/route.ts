import { endpoint } from "#lib/request/endpoint.ts";

export const POST = endpoint("POST /policies/{id}/shorten-retention");
