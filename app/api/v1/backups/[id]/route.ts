import { endpoint } from "#lib/request/endpoint.ts";

export const GET = endpoint("GET /backups/{id}");
