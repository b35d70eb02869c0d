import type { z } from "zod";
import type { destinationFacts } from "#jobs/restore/choose-destination.ts";
import { AppError } from "#lib/errors.ts";

type Seen = Pick<z.output<typeof destinationFacts>, "destination" | "wayBack" | "facts">;

/** Room that must stay free on the destination besides the files themselves: WAL being replayed. */
const SPARE_BYTES = 256 * 1024 * 1024;

/** What must be free where the files go: overwritten in place they take the room of those they replace. */
export function requiredSpace(seen: Seen, setBytes: number): number {
  const replaces = seen.destination.kind === "in-place" && seen.wayBack === "backup";
  const reused = replaces ? (seen.facts.sizeBytes ?? 0) : 0;
  return Math.max(0, setBytes - reused) + SPARE_BYTES;
}

export function requireSpace(requiredBytes: number, freeBytes: number): void {
  if (requiredBytes <= freeBytes) return;
  throw new AppError("PRECONDITION", "There is not enough free space where the files would go.", {
    hint: `Needed: ${requiredBytes} bytes, free: ${freeBytes} bytes. Make room, or choose another destination.`,
    reason: "disk-space",
  });
}
