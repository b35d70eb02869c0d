import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /backups");
export const POST = endpoint("POST /backups");
