import { FIRST_LOAD_LIMIT_BYTES, firstLoads } from "#deploy/build/first-loads.ts";
import { table } from "./report.ts";

/** The first load of each page, split into what every page has and what is this page's own. */
export async function bundleSize(): Promise<void> {
  const header = ["page", "first load", "of every page", "its own", ""];
  const rows = (await firstLoads()).map(({ route, bytes, ownBytes }) => [
    route,
    kilobytes(bytes),
    kilobytes(bytes - ownBytes),
    kilobytes(ownBytes),
    bytes > FIRST_LOAD_LIMIT_BYTES ? `over ${kilobytes(FIRST_LOAD_LIMIT_BYTES)}` : "",
  ]);
  console.log(table([header, header.map(() => "---"), ...rows]));
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
