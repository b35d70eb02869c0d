import { describe, expect, test } from "vitest";
import { plannedSteps } from "#lib/operations/planned-steps.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

const plan: RestorePlan = {
  version: "restore-plan/v1",
  resource: { id: "018f2b6c-7c1e-7a1e-8a1e-1a2b3c4d5e6f", name: "orders-db" },
  engine: "pgbackrest",
  repository: { id: "018f2b6c-7c1e-7a1e-8a1e-1a2b3c4d5e70", name: "offsite", generation: 1 },
  backupSet: { label: "20261115-020000F", manifestSha256: "ab12" },
  target: { chosen: { kind: "latest" }, stop: { kind: "immediate", timeline: 3 }, lastCommitMicros: null },
  destination: {
    kind: "in-place",
    host: "db-1",
    dataDirectory: "/var/lib/postgresql/15/orders",
    systemIdentifier: null,
    state: "running",
  },
  wayBack: "backup",
  include: [],
  exclude: [],
  hooks: [],
  undoOfId: null,
  requesterId: "018f2b6c-7c1e-7a1e-8a1e-1a2b3c4d5e71",
};

const restoreSteps = (changes: Partial<RestorePlan> = {}) =>
  plannedSteps("restore", { planText: JSON.stringify({ ...plan, ...changes }), repositoryNames: [] });

describe("the steps of a restore", () => {
  test("beside the original: none touches it", () => {
    const destination = {
      kind: "new-instance",
      host: "db-1",
      dataDirectory: "/i/data",
      port: 15_433,
    } as const;
    expect(restoreSteps({ destination, wayBack: "none" })).toEqual([
      "check the approval",
      "check the plan",
      "copy files",
      "replay to the target",
      "promote",
      "validate",
    ]);
  });

  test("in place: the way back of the plan, and before anything is stopped", () => {
    const saved = restoreSteps();
    expect(saved.indexOf("mark the way back")).toBe(saved.indexOf("stop the cluster") - 1);
    expect(saved).not.toContain("set the old data aside");
    const aside = restoreSteps({ wayBack: "set-aside" });
    expect(aside).toContain("set the old data aside");
    expect(aside).not.toContain("safety backup");
  });

  test("in place: the hooks that the plan names, and no others", () => {
    expect(restoreSteps().filter((step) => step.endsWith("hook"))).toEqual([]);
    const hooks = (["health", "stop"] as const).map((moment) => ({ moment, name: "x", sha256: "ab" }));
    expect(restoreSteps({ hooks }).filter((step) => step.endsWith("hook"))).toEqual([
      "stop hook",
      "health hook",
    ]);
  });
});

describe("the steps of a backup", () => {
  const backupSteps = (...repositoryNames: string[]) =>
    plannedSteps("backup", { planText: null, repositoryNames });

  test("to one repository do not name it", () => {
    expect(backupSteps("near")).toEqual(["check cluster", "check repository", "copy", "read back"]);
  });

  test("to several are those of one after the other", () => {
    expect(backupSteps("near", "far")).toEqual([
      "check cluster",
      "check repository (near)",
      "copy (near)",
      "read back (near)",
      "check repository (far)",
      "copy (far)",
      "read back (far)",
    ]);
  });
});
