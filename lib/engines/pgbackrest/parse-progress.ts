import type { Progress } from "#lib/engines/engine.ts";

const units: Record<string, number> = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };

/**
 * Sums the files pgBackRest reports as done: `backup file P (bundle 1/24, 8KB, 93.57%)`, `restore file P (256.7MB,
 * 16.61%)`. The total follows from its own percentage of bytes, so it is rough for the first few files and exact at the end.
 */
export function progressParser(): (text: string) => Progress | null {
  let doneBytes = 0;
  let totalBytes = 0;
  return (text) => {
    const match =
      /^(?:backup|match|restore|check) file .* \((?:[^()]*, )?([\d.]+)(B|KB|MB|GB|TB), ([\d.]+)%\)/.exec(
        text,
      );
    if (!match) return null;
    doneBytes += Math.round(Number(match[1]) * (units[match[2] ?? ""] ?? 1));
    const percent = Number(match[3]);
    if (percent > 0) totalBytes = Math.round((doneBytes * 100) / percent);
    return { doneBytes, totalBytes: Math.max(totalBytes, doneBytes) };
  };
}
