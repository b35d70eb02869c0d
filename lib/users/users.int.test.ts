import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_ORIGIN } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import { roles } from "#lib/auth/permissions.ts";
import { v7 } from "#lib/format/uuid.ts";
import { createSession } from "#lib/sessions/create-session.ts";
import { findSessionActor } from "#lib/sessions/find-session-actor.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { findTokenActor } from "#lib/tokens/find-token-actor.ts";
import { createUser } from "#lib/users/create-user.ts";
import { deactivateUser } from "#lib/users/deactivate-user.ts";
import { grantRole } from "#lib/users/grant-role.ts";
import { issueSignInLink } from "#lib/users/issue-sign-in-link.ts";
import { listUsers } from "#lib/users/list-users.ts";
import { revokeRole } from "#lib/users/revoke-role.ts";
import { useSignInLink as spendLink } from "#lib/users/use-sign-in-link.ts";

let control: ControlDatabase;
let admin: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

const password = "a new password of mine";

function tokenOf(url: string): string {
  const [, token = ""] = /^http:\/\/127\.0\.0\.1:3000\/set-up#token=(hfl_[\w-]+)$/.exec(url) ?? [];
  return token;
}

/** Somebody else's request, from an address of their own. */
function stranger(address = `198.51.100.${Math.floor(Math.random() * 250)}`) {
  return control.web({ kind: "anonymous" }, { address });
}

describe("inviting", () => {
  test("makes a person with roles and a link that is shown once and works once", async () => {
    const email = "Mara.Lindt@Example.org";
    const { user, link } = await createUser(admin.ctx, {
      email,
      name: "Mara",
      roles: ["manager", "manager"],
    });
    expect(user).toMatchObject({ email: email.toLowerCase(), roles: ["manager"], hasPassword: false });
    const token = tokenOf(link.url);
    expect(token).toHaveLength(47);
    const stored = await control.owner.signInLink.findFirstOrThrow({ where: { userId: user.id } });
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await spendLink(stranger(), { token, password })).toEqual({ email: user.email });
    const session = await createSession(stranger(), { email, password });
    expect(session.userId).toBe(user.id);
    const again = spendLink(stranger(), { token, password });
    await expect(again).rejects.toMatchObject({ code: "PRECONDITION", reason: "link-spent" });
    expect(await auditOf(control.owner, { subjectId: user.id })).toMatchObject([
      { action: "signInLink.use" },
      { action: "user.issueLink", actorName: admin.name },
      { action: "user.create", actorName: admin.name, details: { email: user.email } },
    ]);
    const trail = await control.owner.auditEntry.findMany({ where: { subjectId: user.id } });
    for (const { canonical } of trail) expect(Buffer.from(canonical).toString()).not.toContain(token);
  });

  test("the same address twice, also at once and in other letters, is one person", async () => {
    const invite = (email: string) => createUser(admin.ctx, { email, name: "Twin", roles: ["auditor"] });
    const ends = await Promise.allSettled(["twin@example.org", "TWIN@example.org"].map(invite));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(invite("Twin@Example.ORG")).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "email-taken",
    });
    expect(await control.owner.user.count({ where: { email: "twin@example.org" } })).toBe(1);
  });

  test.each(roles.filter((role) => role !== "admin"))("%s manages nobody", async (role) => {
    const person = await addPerson(control, [role]);
    const other = await addPerson(control, []);
    const input = { email: "x@example.org", name: "x", roles: ["manager" as const] };
    for (const attempt of [
      () => createUser(person.ctx, input),
      () => grantRole(person.ctx, { id: other.id, role: "manager" }),
      () => revokeRole(person.ctx, { id: admin.id, role: "admin" }),
      () => deactivateUser(person.ctx, { id: other.id }),
      () => issueSignInLink(person.ctx, { id: admin.id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
    }
    const denials = await auditOf(control.owner, { actorId: person.id });
    expect(denials).toHaveLength(5);
    expect(new Set(denials.map(({ action }) => action))).toEqual(new Set(["access.deny"]));
  });

  test("an address or a name that is none is refused", async () => {
    for (const email of ["", "x", "x@", "@y.zz", "x y@z.org", `${"a".repeat(250)}@example.org`]) {
      const invited = createUser(admin.ctx, { email, name: "x", roles: ["auditor"] });
      await expect(invited).rejects.toMatchObject({ code: "INVALID" });
    }
    const nameless = createUser(admin.ctx, { email: "n@example.org", name: "  ", roles: ["auditor"] });
    await expect(nameless).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("roles (T4)", () => {
  test("nobody gives a role to themselves, administrator or not", async () => {
    const granted = grantRole(admin.ctx, { id: admin.id, role: "manager" });
    await expect(granted).rejects.toMatchObject({ code: "FORBIDDEN", reason: "self-grant" });
    const [denial] = await auditOf(control.owner, { actorId: admin.id, action: "access.deny" });
    expect(denial).toMatchObject({ outcome: "denied", details: { reason: "self-grant" } });
  });

  test("giving one twice, also at once, gives it once and says so once", async () => {
    const person = await addPerson(control, ["operator"]);
    const grant = () => grantRole(admin.ctx, { id: person.id, role: "auditor" });
    const results = await Promise.all([grant(), grant(), grant()]);
    for (const { roles: held } of results) expect(held.toSorted()).toEqual(["auditor", "operator"]);
    expect(await control.owner.roleGrant.count({ where: { userId: person.id, role: "auditor" } })).toBe(1);
    expect(await auditOf(control.owner, { subjectId: person.id })).toMatchObject([
      { action: "user.grantRole", details: { role: "auditor" } },
    ]);
  });

  test("taking one away keeps the grant in the books", async () => {
    const person = await addPerson(control, ["operator"]);
    expect((await revokeRole(admin.ctx, { id: person.id, role: "operator" })).roles).toEqual([]);
    const [grant] = await control.owner.roleGrant.findMany({ where: { userId: person.id } });
    expect(grant?.revokedAt).not.toBeNull();
    expect(await findSessionActor(control.owner, person.actor.sessionId, control.clock.now())).toMatchObject({
      roles: [],
    });
    expect(await auditOf(control.owner, { subjectId: person.id })).toMatchObject([
      { action: "user.revokeRole" },
    ]);
  });

  test("a person who does not exist is not found", async () => {
    const id = v7();
    const missing = { code: "NOT_FOUND" };
    await expect(grantRole(admin.ctx, { id, role: "auditor" })).rejects.toMatchObject(missing);
    await expect(revokeRole(admin.ctx, { id, role: "auditor" })).rejects.toMatchObject(missing);
    await expect(deactivateUser(admin.ctx, { id })).rejects.toMatchObject(missing);
    await expect(issueSignInLink(admin.ctx, { id })).rejects.toMatchObject(missing);
  });
});

describe("deactivating", () => {
  test("ends sessions, tokens and links at once; what was written stays", async () => {
    const person = await addPerson(control, ["operator"]);
    const { secret } = await createToken(person.ctx, { name: "ci", scopes: ["backup.start"] });
    const link = await issueSignInLink(admin.ctx, { id: person.id });
    expect(await deactivateUser(admin.ctx, { id: person.id })).toMatchObject({ isActive: false });
    const now = control.clock.now();
    expect(await findSessionActor(control.owner, person.actor.sessionId, now)).toBeNull();
    expect(await findTokenActor(control.owner, secret, now)).toBeNull();
    const used = spendLink(stranger(), { token: tokenOf(link.url), password });
    await expect(used).rejects.toMatchObject({ reason: "link-spent" });
    await expect(issueSignInLink(admin.ctx, { id: person.id })).rejects.toMatchObject({ reason: "inactive" });
    const people = await listUsers(admin.ctx, {});
    expect(people.items.find(({ id }) => id === person.id)).toMatchObject({ isActive: false });
  });
});

describe("the last administrator", () => {
  let alone: ControlDatabase;
  let last: Person;
  beforeAll(async () => {
    alone = await createControlDatabase();
    last = await addPerson(alone, ["admin"]);
  });
  afterAll(() => alone.close());

  test("cannot be removed by anybody", async () => {
    const refused = { code: "CONFLICT", reason: "last-admin" };
    await expect(deactivateUser(last.ctx, { id: last.id })).rejects.toMatchObject(refused);
    await expect(revokeRole(last.ctx, { id: last.id, role: "admin" })).rejects.toMatchObject(refused);
  });

  test("stays when the last two remove each other at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const other = await addPerson(alone, ["admin"]);
      await Promise.allSettled([
        revokeRole(last.ctx, { id: other.id, role: "admin" }),
        deactivateUser(other.ctx, { id: last.id }),
      ]);
      const left = { role: "admin" as const, revokedAt: null, user: { isActive: true } };
      const admins = await alone.owner.roleGrant.findMany({ where: left });
      expect(admins).toHaveLength(1);
      await alone.owner.user.updateMany({ data: { isActive: true } });
      await alone.owner.roleGrant.updateMany({
        where: { userId: other.id, revokedAt: null },
        data: { revokedAt: new Date() },
      });
      await alone.owner.roleGrant.updateMany({ where: { userId: last.id }, data: { revokedAt: null } });
    }
  });
});

describe("one-time links (T33, T34)", () => {
  async function newLink(person: Person): Promise<string> {
    return tokenOf((await issueSignInLink(admin.ctx, { id: person.id })).url);
  }

  test("used twenty times at once, a link works once", async () => {
    const person = await addPerson(control, []);
    const token = await newLink(person);
    const ctx = stranger("203.0.113.20");
    const ends = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => spendLink(ctx, { token, password: `${password} ${index}` })),
    );
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("a newer link ends the older one; a day ends both", async () => {
    const person = await addPerson(control, []);
    const older = await newLink(person);
    const newer = await newLink(person);
    const spent = { code: "PRECONDITION", reason: "link-spent" };
    await expect(spendLink(stranger(), { token: older, password })).rejects.toMatchObject(spent);
    control.clock.advance({ hours: 24, seconds: 1 });
    await expect(spendLink(stranger(), { token: newer, password })).rejects.toMatchObject(spent);
  });

  test("setting a password ends every session opened before", async () => {
    const person = await addPerson(control, []);
    await spendLink(stranger(), { token: await newLink(person), password });
    expect(await findSessionActor(control.owner, person.actor.sessionId, control.clock.now())).toBeNull();
  });

  test.each([
    ["14 letters", "x".repeat(14)],
    ["none", ""],
    ["1025 letters", "x".repeat(1025)],
  ])("a password of %s is refused, and the link is still good", async (_, bad) => {
    const person = await addPerson(control, []);
    const token = await newLink(person);
    const refused = spendLink(stranger(), { token, password: bad });
    await expect(refused).rejects.toMatchObject({ code: "INVALID" });
    await spendLink(stranger(), { token, password: "x".repeat(15) });
  });

  test("trying tokens is limited for its address and nobody else's", async () => {
    const guesser = stranger("203.0.113.66");
    const guess = { token: `hfl_${"x".repeat(43)}`, password };
    for (let count = 0; count < 30; count++) {
      await expect(spendLink(guesser, guess)).rejects.toMatchObject({ reason: "link-spent" });
    }
    const person = await addPerson(control, []);
    const token = await newLink(person);
    await expect(spendLink(guesser, { token, password })).rejects.toMatchObject({ code: "LIMIT" });
    expect(await spendLink(stranger("203.0.113.67"), { token, password })).toEqual({
      email: person.email,
    });
    control.clock.advance({ minutes: 10 });
    await expect(spendLink(guesser, guess)).rejects.toMatchObject({ reason: "link-spent" });
  });

  test("the link names our own origin, with the token where no server logs it", async () => {
    const { url } = await issueSignInLink(admin.ctx, { id: (await addPerson(control, [])).id });
    expect(new URL(url).origin).toBe(TEST_ORIGIN);
    expect(new URL(url).pathname + new URL(url).search).toBe("/set-up");
  });
});
