import type { Finding } from "#lib/storage/schema.ts";

export type ProbeLog = (level: "debug" | "info" | "warn" | "error", text: string) => void;

export type Verdict = Omit<Finding, "name">;

export interface Findings<Name extends Finding["name"]> {
  add(name: Name, verdict: Verdict): void;
  /** One finding per check, in order; what was never reached is "unknown". */
  list(): Finding[];
  /** Whether each of these checks ended in "ok" or "warning". */
  passed(names: readonly Name[]): boolean;
}

/** Collects one finding per check and logs each as it is made. */
export function collectFindings<Name extends Finding["name"]>(
  names: readonly Name[],
  log: ProbeLog,
): Findings<Name> {
  const found = new Map<Finding["name"], Finding>();
  const statusOf = (name: Name) => found.get(name)?.status ?? "unknown";
  return {
    add(name, verdict) {
      found.set(name, { name, ...verdict });
      log(logLevel[verdict.status], `${name}: ${verdict.sentence}`);
    },
    list: () => names.map((name) => found.get(name) ?? notReached(name)),
    passed: (wanted) => wanted.every((name) => statusOf(name) === "ok" || statusOf(name) === "warning"),
  };
}

const logLevel = { ok: "info", warning: "warn", failed: "error", unknown: "warn" } as const;

function notReached(name: Finding["name"]): Finding {
  return { name, status: "unknown", sentence: "Not checked, because an earlier check failed." };
}
