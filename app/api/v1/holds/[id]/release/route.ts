import { endpoint } from "#lib/request/endpoint.ts";

export const POST = endpoint("POST /holds/{id}/release");
