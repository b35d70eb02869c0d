export interface Features {
  /** Block incremental backup: changed blocks instead of changed files. */
  hasBlockIncremental: boolean;
}

export const oldestVersion = "2.45";

export function featuresOf(version: string): Features {
  return {
    // Exists since 2.46; short reads in restore were fixed in 2.50 and resume in 2.51.
    hasBlockIncremental: compareVersions(version, "2.51") >= 0,
  };
}

export function missingFeatures(features: Features): string[] {
  return features.hasBlockIncremental ? [] : ["block incremental backup"];
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
