import { downloadAudit } from "#lib/request/download-audit.ts";

export const POST = downloadAudit;
