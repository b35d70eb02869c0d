import { downloadLog } from "#lib/request/download-log.ts";

export const GET = downloadLog;
