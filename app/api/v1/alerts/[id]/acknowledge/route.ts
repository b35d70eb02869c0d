import { endpoint } from "#lib/request/endpoint.ts";

export const POST = endpoint("POST /alerts/{id}/acknowledge");
