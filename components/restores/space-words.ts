import { formatBytes } from "#lib/format/bytes.ts";
import type { RestoreImpact } from "#lib/restores/schema.ts";

export interface SpaceWords {
  words: string;
  isEnough: boolean | null;
}

/** Whether the disk holds it; not knowing is said, never taken for enough. */
export function spaceWords({ requiredBytes, freeBytes }: RestoreImpact): SpaceWords {
  const needs = `needs ${formatBytes(requiredBytes)}`;
  if (freeBytes === null) return { words: `${needs}; free space is not known`, isEnough: null };
  const isEnough = freeBytes >= requiredBytes;
  return { words: `${needs}, ${formatBytes(freeBytes)} free${isEnough ? "" : ": not enough"}`, isEnough };
}
