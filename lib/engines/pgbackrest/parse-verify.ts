import type { VerifiedContents } from "#lib/engines/engine.ts";
import type { LogLine } from "./parse-log-line.ts";

/**
 * `verify --output=text --verbose` exits 0 even when it finds corruption, and calls a set valid although a set it
 * builds on is not; `references` (label → labels it needs) repairs that. A set it does not mention is not valid.
 */
export function parseVerify(
  output: string,
  messages: LogLine[],
  references: Map<string, string[]>,
): VerifiedContents {
  const problems = parseProblems(messages);
  const own = new Map<string, boolean>();
  for (const [, label, status] of output.matchAll(/^\s*backup: (\S+), status: ([a-z -]+),/gm)) {
    if (label) own.set(label, status === "valid");
  }
  const isValid = (label: string) => own.get(label) === true;
  return {
    sets: [...references].map(([label, needed]) => ({
      label,
      isValid: [label, ...needed].every(isValid),
      invalidFiles: [label, ...needed].flatMap((each) =>
        problems.filter(({ path }) => path.startsWith(`${each}/`)),
      ),
    })),
    invalidSegments: [...new Set(problems.map(({ path }) => path).filter(isSegment))],
  };
}

function isSegment(path: string): boolean {
  return /\/[0-9A-F]{24}-[0-9a-f]{40}/.test(path);
}

/**
 * `invalid checksum 'LABEL/path'`, `file missing 'LABEL/bundle/2'` (once per file in the bundle), and for what cannot
 * even be decompressed `invalid result LABEL/path: [29] …`.
 */
function parseProblems(messages: LogLine[]): { path: string; problem: string }[] {
  const found = new Map<string, { path: string; problem: string }>();
  for (const { text } of messages) {
    const [, problem = "unreadable", quoted, bare] =
      /^(?:(invalid checksum|invalid size|file missing) '([^']+)'|invalid result (.+?): \[\d+\])/.exec(
        text,
      ) ?? [];
    const path = quoted ?? bare;
    if (path) found.set(`${problem} ${path}`, { path, problem });
  }
  return [...found.values()];
}
