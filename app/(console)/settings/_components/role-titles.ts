import type { Role } from "#lib/auth/permissions.ts";

export const roleTitles: Record<Role, { title: string; meaning: string }> = {
  operator: { title: "Operator", meaning: "runs backups and asks for restores" },
  manager: { title: "Manager", meaning: "approves or rejects what others ask for" },
  auditor: { title: "Auditor", meaning: "reads and exports everything, changes nothing" },
  admin: { title: "Admin", meaning: "configures resources, repositories and people; approves nothing" },
};
