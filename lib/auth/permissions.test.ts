import { describe, expect, test } from "vitest";
import { permissionOf, permissions, type Role, roles, type Verb, verbsFor } from "#lib/auth/permissions.ts";

const verbs = Object.keys(permissions).filter((verb): verb is Verb => verb in permissions);
const dangerous = verbs.filter((verb) => /^(restore|change|user|repository|resource)\./.test(verb));
const changing = verbs.filter((verb) => !/\.(read|list|stream)$/.test(verb));

function mayAlone(role: Role, from: readonly Verb[]): Verb[] {
  return from.filter((verb) => verbsFor([role]).includes(verb));
}

describe("the access table", () => {
  test("who may do what is dangerous", () => {
    const byRole = Object.fromEntries(
      roles.map((role) => [role, mayAlone(role, dangerous).filter((verb) => changing.includes(verb))]),
    );
    expect(byRole).toEqual({
      operator: [
        "resource.check",
        "repository.probe",
        "restore.preview",
        "restore.request",
        "restore.discard",
        "change.cancel",
      ],
      manager: ["change.approve", "change.reject"],
      auditor: [],
      admin: [
        "resource.create",
        "resource.update",
        "resource.check",
        "resource.setUp",
        "repository.create",
        "repository.probe",
        "change.cancel",
        "user.create",
        "user.grantRole",
        "user.revokeRole",
        "user.deactivate",
        "user.issueLink",
      ],
    });
  });

  test("only a manager approves: neither operators, administrators, auditors nor tokens", () => {
    for (const verb of ["change.approve", "change.reject"] as const) {
      expect(permissionOf(verb)).toEqual({ title: expect.any(String), roles: ["manager"] });
    }
  });

  test("an auditor changes nothing but what is their own, and leaves a trace when exporting", () => {
    const own = changing.filter((verb) => permissionOf(verb).self || permissionOf(verb).open);
    expect(mayAlone("auditor", changing).filter((verb) => !own.includes(verb))).toEqual(["audit.export"]);
  });

  test("a token can ask for backups, checks and restores, and for nothing else that changes something", () => {
    const open = changing.filter((verb) => permissionOf(verb).token);
    expect(open).toEqual(["backup.start", "backup.verify", "restore.preview", "restore.request"]);
  });

  test("carrying out a restore is the program's own doing, after an approval", () => {
    expect(permissionOf("restore.run")).toMatchObject({ roles: [], system: true, needsApproval: true });
    for (const role of roles) expect(verbsFor([role])).not.toContain("restore.run");
  });

  test("without any role a person can only look after their own sign-in", () => {
    expect(verbsFor([])).toEqual(verbs.filter((verb) => permissionOf(verb).open || permissionOf(verb).self));
  });
});
