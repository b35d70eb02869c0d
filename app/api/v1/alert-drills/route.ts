import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /alert-drills");
export const POST = endpoint("POST /alert-drills");
