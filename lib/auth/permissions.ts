/**
 * The whole access policy: one row per verb. `roles: []` with `open: true` needs no sign-in; `self` is any
 * signed-in person acting on what is their own; `system` is the program itself (a worker, the scheduler).
 * Everything that can destroy data, or weaken what protects it, needs an approved change request besides.
 */
export const roles = ["operator", "manager", "auditor", "admin"] as const;
export type Role = (typeof roles)[number];

export interface Permission {
  /** What the verb does, as shown on the permissions page. */
  title: string;
  /** Roles that may do it; holding one of them is enough. */
  roles: readonly Role[];
  /** No sign-in at all. */
  open?: true;
  /** Every signed-in person, on what is their own. */
  self?: true;
  /** Only the program itself. */
  system?: true;
  /** API tokens whose scopes include this verb may use it. Absent: people only. */
  token?: true;
  /** Carried out only after an approved change request. */
  needsApproval?: true;
}

const everyone = roles;

export const permissions = {
  "health.read": { title: "See that the program answers", roles: [], open: true },
  "session.create": { title: "Sign in", roles: [], open: true },
  "signInLink.use": { title: "Set a password with a one-time link", roles: [], open: true },
  "apiDescription.read": { title: "Read the API description", roles: [], open: true },

  "session.read": { title: "See who is signed in", roles: [], self: true, token: true },
  "session.touch": { title: "Keep a session alive by using it", roles: [], self: true },
  "session.list": { title: "See your own sessions", roles: [], self: true },
  "session.revoke": { title: "End one of your own sessions", roles: [], self: true },
  "token.list": { title: "See your own API tokens", roles: [], self: true },
  "token.create": { title: "Create an API token", roles: ["operator", "admin"] },
  "token.revoke": { title: "Revoke one of your own API tokens", roles: [], self: true },
  "view.list": { title: "See your own saved views", roles: [], self: true },
  "view.save": { title: "Save a view of your own", roles: [], self: true },
  "view.delete": { title: "Remove a saved view of your own", roles: [], self: true },
  "permission.read": { title: "Read this table", roles: everyone, token: true },
  "event.stream": { title: "Receive live updates", roles: everyone },

  "overview.read": { title: "See the overview", roles: everyone, token: true },
  "resource.read": { title: "See resources", roles: everyone, token: true },
  "resource.create": { title: "Register a resource", roles: ["admin"] },
  "resource.update": { title: "Change a resource", roles: ["admin"] },
  "resource.check": { title: "Check what a resource needs to be protected", roles: ["admin", "operator"] },
  "resource.setUp": { title: "Set up archiving and protect a resource", roles: ["admin"] },
  "recovery.read": { title: "See what can be restored to", roles: everyone, token: true },
  "measurement.read": { title: "See measured RPO and RTO", roles: everyone, token: true },
  "repository.read": { title: "See repositories", roles: everyone, token: true },
  "repository.create": { title: "Add a repository", roles: ["admin"] },
  "repository.probe": { title: "Test a repository", roles: ["admin", "operator"] },
  "worker.read": { title: "See workers, engines and hooks", roles: everyone },

  "policy.read": { title: "See policies and what they expect", roles: everyone, token: true },
  "policy.create": { title: "Create a policy", roles: ["admin"] },
  "policy.update": { title: "Change a policy, unless it keeps less", roles: ["admin"] },
  "policy.attach": { title: "Put a resource under a policy that keeps no less", roles: ["admin"] },
  "policy.shortenRetention": { title: "Ask to keep backups for less time", roles: ["admin"] },
  "retention.change": {
    title: "Keep backups for less time",
    roles: [],
    system: true,
    needsApproval: true,
  },
  "retention.expire": { title: "Remove what a policy no longer keeps", roles: [], system: true },
  "hold.read": { title: "See what must not expire, and why", roles: everyone, token: true },
  "hold.create": { title: "Keep a backup set from expiring", roles: ["operator", "admin"] },
  "hold.release": { title: "Let a held backup set expire again", roles: ["admin"] },
  "slot.read": { title: "See expected, missed and coming runs", roles: everyone, token: true },
  "slot.acknowledge": { title: "Acknowledge a missed run", roles: ["operator"] },
  "pause.create": { title: "Pause the scheduled runs of a resource", roles: ["operator", "admin"] },
  "pause.end": { title: "End a pause", roles: ["operator", "admin"] },
  "system.update": { title: "Group resources that are recovered together", roles: ["admin"] },

  "alert.read": { title: "See alerts, silences and rules", roles: everyone, token: true },
  "alert.acknowledge": { title: "Acknowledge an alert", roles: ["operator", "manager"] },
  "silence.create": { title: "Silence alerts for a time", roles: ["operator", "admin"] },
  "silence.end": { title: "End a silence", roles: ["operator", "admin"] },
  "channel.read": { title: "See channels and deliveries", roles: everyone },
  "channel.create": { title: "Add a channel", roles: ["admin"] },
  "channel.update": { title: "Change or switch off a channel", roles: ["admin"] },
  "channel.test": { title: "Send a test message", roles: ["admin", "operator"] },
  "delivery.replay": { title: "Deliver a dead letter again", roles: ["admin", "operator"] },
  "alert.drill": { title: "Rehearse the alarm", roles: ["admin", "operator"] },
  "deadMan.update": { title: "Set the address whose silence is the alarm", roles: ["admin"] },

  "backup.read": { title: "See backup sets", roles: everyone, token: true },
  "backup.start": { title: "Start a backup", roles: ["operator"], token: true },
  "backup.verify": { title: "Verify the contents of a repository", roles: ["operator"], token: true },
  "operation.read": { title: "See operations and their logs", roles: everyone, token: true },
  "operation.cancel": { title: "Cancel an operation", roles: ["operator"] },

  "restore.read": { title: "See restores", roles: everyone, token: true },
  "restore.preview": { title: "Work out what a restore would do", roles: ["operator"], token: true },
  "restore.request": { title: "Ask for a restore", roles: ["operator"], token: true },
  "restore.run": { title: "Carry out a restore", roles: [], system: true, needsApproval: true },
  "restore.discard": { title: "Remove an instance that a restore created", roles: ["operator"] },
  "change.read": { title: "See change requests", roles: everyone },
  "change.approve": { title: "Approve a change request of somebody else", roles: ["manager"] },
  "change.reject": { title: "Reject a change request", roles: ["manager"] },
  "change.cancel": { title: "Withdraw your own change request", roles: ["operator", "admin"] },

  "audit.read": { title: "Read the audit log", roles: ["auditor", "admin", "manager", "operator"] },
  "audit.export": { title: "Export the audit log", roles: ["auditor"] },
  "user.read": { title: "See people and their roles", roles: everyone },
  "user.create": { title: "Invite a person", roles: ["admin"] },
  "user.grantRole": { title: "Give a role to somebody else", roles: ["admin"] },
  "user.revokeRole": { title: "Take a role away", roles: ["admin"] },
  "user.deactivate": { title: "Deactivate a person", roles: ["admin"] },
  "user.issueLink": { title: "Issue a one-time sign-in link", roles: ["admin"] },
} as const satisfies Record<string, Permission>;

export type Verb = keyof typeof permissions;

export function permissionOf(verb: Verb): Permission {
  return permissions[verb];
}

/** Verbs a person with these roles may use; what the screen offers. The domain verb decides again. */
export function verbsFor(held: readonly Role[]): Verb[] {
  return (Object.keys(permissions) as Verb[]).filter((verb) => {
    const permission = permissionOf(verb);
    return permission.open || permission.self || permission.roles.some((role) => held.includes(role));
  });
}
