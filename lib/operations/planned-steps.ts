import { repositorySuffix } from "#lib/operations/rules.ts";
import type { OperationKind } from "#lib/operations/schema.ts";
import { parsePlan } from "#lib/restores/parse-plan.ts";
import type { RestorePlan } from "#lib/restores/schema.ts";

/** What, beside its kind, decides which steps an operation takes. */
interface Planned {
  /** Of the approved change that it carries out. */
  planText: string | null;
  /** Of the repositories that it goes through, in their order. */
  repositoryNames: string[];
}

/** The steps that an operation takes when nothing goes wrong, in order and by the names jobs/ runs them under. */
export function plannedSteps(kind: OperationKind, { planText, repositoryNames }: Planned): string[] {
  const inEachRepository = (...steps: string[]) =>
    repositoryNames.flatMap((name) => {
      const suffix = repositorySuffix(name, repositoryNames.length > 1);
      return steps.map((step) => `${step}${suffix}`);
    });
  switch (kind) {
    case "backup":
      return ["check cluster", ...inEachRepository("check repository", "copy", "read back")];
    case "verify":
      return inEachRepository("check repository", "read every file", "record");
    case "expire":
      return inEachRepository(
        "read the repository",
        "work out what goes",
        "remove sets",
        "remove WAL",
        "read back",
        "record",
      );
    case "shorten-retention":
      return ["check the approval", "check the plan"];
    case "restore":
      return planText === null ? [] : restoreSteps(parsePlan(planText));
    case "restore-preview":
      return ["look at the cluster", "read the repository", "find the target", "work out the consequences"];
    case "discard-instance":
      return ["stop the instance", "remove its files"];
    case "check-resource":
      return ["look at the cluster", "compare settings"];
    case "set-up-resource":
      return [
        "look at the cluster",
        "compare settings",
        "prepare the repositories",
        "change settings",
        "prove archiving",
      ];
    case "probe-repository":
      return ["probe", "record"];
  }
}

/** A restore into a new instance leaves the original alone. */
function restoreSteps({ destination, wayBack, hooks }: RestorePlan): string[] {
  const hook = (moment: RestorePlan["hooks"][number]["moment"]) =>
    hooks.some((each) => each.moment === moment) ? [`${moment} hook`] : [];
  const checks = ["check the approval", "check the plan"];
  const recovery = ["copy files", "replay to the target", "promote", "validate"];
  if (destination.kind === "new-instance") return [...checks, ...recovery];
  return [
    ...checks,
    ...hook("stop"),
    ...(wayBack === "backup" ? ["shut clients out", "safety backup", "mark the way back"] : []),
    "stop the cluster",
    ...(wayBack === "set-aside" ? ["set the old data aside"] : []),
    ...recovery,
    "open to clients",
    ...hook("start"),
    ...hook("health"),
  ];
}
