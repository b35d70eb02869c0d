export interface WalRemoval {
  /** Directories that go as a whole. */
  directories: string[];
  /** Files of the one directory of each timeline that goes in part. */
  singles: string[];
  /** Every file that goes, of the listing. */
  files: string[];
}

/**
 * What of an archive listing lies below a segment's number, on any timeline. A directory's name is a timeline and the
 * first half of a segment's number, so all of it lies below when that half does.
 */
export function walRemoval(listing: Iterable<string>, keepFrom: string): WalRemoval {
  const floor = walPlace(keepFrom) ?? "";
  const files = [...listing].filter((path) => (walPlace(fileName(path)) ?? floor) < floor);
  const isWhole = (path: string) => /^[0-9A-F]{16}\//.test(path) && path.slice(8, 16) < floor.slice(0, 8);
  const directories = new Set(files.filter(isWhole).map((path) => path.slice(0, 16)));
  return { directories: [...directories], singles: files.filter((path) => !isWhole(path)), files };
}

/** What orders WAL on every timeline: a segment's name without its timeline. Null for what is no WAL. */
export function walPlace(name: string): string | null {
  return /^[0-9A-F]{24}(?![0-9A-F])/.test(name) ? name.slice(8, 24) : null;
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
