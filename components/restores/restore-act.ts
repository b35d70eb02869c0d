import { isolate } from "#lib/format/isolate.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

/** What an approval of it starts: "Approve R-2: overwrite orders-db". */
export function restoreAct({ destination, resource }: Pick<RestorePlan, "destination" | "resource">): string {
  const name = isolate(resource.name);
  return destination.kind === "in-place" ? `overwrite ${name}` : `make a copy of ${name}`;
}
