import type { Verb } from "#lib/auth/permissions.ts";

type Subject = Verb extends `${infer Subject}.${string}` ? Subject : never;

/** What the verbs are about, in the order in which people ask. */
const groups = [
  "Restores and approvals",
  "Backups and operations",
  "Resources and repositories",
  "Policies and what is kept",
  "Schedule and objectives",
  "Alerts and channels",
  "People and audit",
  "Signing in and one's own",
] as const;
type Group = (typeof groups)[number];

const groupOf: Record<Subject, Group> = {
  restore: "Restores and approvals",
  change: "Restores and approvals",
  recovery: "Restores and approvals",
  backup: "Backups and operations",
  operation: "Backups and operations",
  overview: "Resources and repositories",
  resource: "Resources and repositories",
  repository: "Resources and repositories",
  worker: "Resources and repositories",
  policy: "Policies and what is kept",
  retention: "Policies and what is kept",
  hold: "Policies and what is kept",
  slot: "Schedule and objectives",
  pause: "Schedule and objectives",
  measurement: "Schedule and objectives",
  system: "Schedule and objectives",
  alert: "Alerts and channels",
  silence: "Alerts and channels",
  channel: "Alerts and channels",
  delivery: "Alerts and channels",
  deadMan: "Alerts and channels",
  user: "People and audit",
  audit: "People and audit",
  permission: "People and audit",
  session: "Signing in and one's own",
  signInLink: "Signing in and one's own",
  token: "Signing in and one's own",
  view: "Signing in and one's own",
  event: "Signing in and one's own",
  health: "Signing in and one's own",
  apiDescription: "Signing in and one's own",
};
const known: Record<string, Group | undefined> = groupOf;

/** Every row once; what a newer server knows and this page does not is shown first. */
export function groupPermissions<Row extends { verb: string }>(
  rows: Row[],
): { title: string; rows: Row[] }[] {
  const groupOfRow = (row: Row) => known[row.verb.slice(0, row.verb.indexOf("."))];
  return [undefined, ...groups]
    .map((group) => ({ title: group ?? "New", rows: rows.filter((row) => groupOfRow(row) === group) }))
    .filter((group) => group.rows.length > 0);
}
