import { downloadSeries } from "#lib/request/download-series.ts";

export const GET = downloadSeries;
