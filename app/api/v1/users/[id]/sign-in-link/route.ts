import { endpoint } from "#lib/request/endpoint.ts";

export const POST = endpoint("POST /users/{id}/sign-in-link");
