import type { Verb } from "#lib/auth/permissions.ts";

/** What the palette offers besides the resources; `verb` is what a person needs to see it. */
export const commands: { title: string; href: string; verb: Verb | null }[] = [
  { title: "Overview", href: "/", verb: null },
  { title: "Restore…", href: "/restores/new", verb: "restore.preview" },
  { title: "Approvals", href: "/approvals", verb: "change.read" },
  { title: "Backups", href: "/backups", verb: "backup.read" },
  { title: "Restores", href: "/restores", verb: "restore.read" },
  { title: "Operations", href: "/operations", verb: "operation.read" },
  { title: "Failed operations", href: "/operations?status=failed", verb: "operation.read" },
  { title: "Audit log", href: "/audit", verb: "audit.read" },
  { title: "What was denied", href: "/audit?outcome=denied", verb: "audit.read" },
  { title: "Resources", href: "/settings/resources", verb: "resource.read" },
  { title: "Register a resource", href: "/settings/resources/new", verb: "resource.create" },
  { title: "Repositories", href: "/settings/repositories", verb: "repository.read" },
  { title: "Add a repository", href: "/settings/repositories/new", verb: "repository.create" },
  { title: "Workers", href: "/settings/workers", verb: "worker.read" },
  { title: "People", href: "/settings/people", verb: "user.read" },
  { title: "Permissions", href: "/settings/permissions", verb: "permission.read" },
  { title: "Your account, sessions and tokens", href: "/settings/account", verb: null },
];
