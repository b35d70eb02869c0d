import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { permissionOf, permissions, type Verb } from "#lib/auth/permissions.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { findTokenActor } from "#lib/tokens/find-token-actor.ts";
import { listTokens } from "#lib/tokens/list-tokens.ts";
import { revokeToken } from "#lib/tokens/revoke-token.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

function actorOf(secret: string) {
  return findTokenActor(control.owner, secret, control.clock.now());
}

describe("API tokens (T34)", () => {
  test("are random, shown once, stored as a hash, and expire after 90 days", async () => {
    const person = await addPerson(control, ["operator"]);
    const { secret, token } = await createToken(person.ctx, { name: "ci", scopes: ["backup.start"] });
    expect(secret).toMatch(/^hft_[\w-]{43}$/);
    const stored = await control.owner.apiToken.findUniqueOrThrow({ where: { id: token.id } });
    expect(JSON.stringify(stored)).not.toContain(secret.slice(11));
    expect(JSON.stringify(await listTokens(person.ctx, {}))).not.toContain(secret.slice(11));
    expect(JSON.stringify(await auditOf(control.owner, { subjectId: token.id }))).not.toContain(
      secret.slice(11),
    );
    expect(await actorOf(secret)).toMatchObject({ kind: "token", id: person.id, scopes: ["backup.start"] });
    control.clock.advance({ days: 89, hours: 23 });
    expect(await actorOf(secret)).not.toBeNull();
    control.clock.advance({ hours: 1, seconds: 1 });
    expect(await actorOf(secret)).toBeNull();
  });

  const forbidden = Object.keys(permissions).filter((verb) => !permissionOf(verb as Verb).token);
  test.each(forbidden)("cannot have the scope %s", async (scope) => {
    const person = await addPerson(control, ["operator", "manager", "admin", "auditor"]);
    const made = createToken(person.ctx, { name: "ci", scopes: ["backup.start", scope] });
    await expect(made).rejects.toMatchObject({ code: "INVALID", reason: "scope" });
  });

  test("cannot have scopes that are no verbs at all", async () => {
    const person = await addPerson(control, ["operator"]);
    for (const scope of ["", "*", "toString", "__proto__", "constructor"]) {
      const made = createToken(person.ctx, { name: "ci", scopes: [scope] });
      await expect(made).rejects.toMatchObject({ code: "INVALID" });
    }
  });

  test("do what their scopes say and their owner's roles allow, at that moment", async () => {
    const person = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const backup = { resourceId: resource.id, type: "full" as const };
    const { secret } = await createToken(person.ctx, { name: "ci", scopes: ["backup.start"] });
    const before = await actorOf(secret);
    if (!before) throw new Error("the token was not found");
    expect((await startBackup(control.web(before), backup)).requestedByName).toBe(person.name);
    await control.owner.roleGrant.updateMany({
      where: { userId: person.id },
      data: { revokedAt: new Date() },
    });
    const after = await actorOf(secret);
    if (!after) throw new Error("the token was not found");
    const refused = startBackup(control.web(after), backup);
    await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
  });

  test("die with their owner, and when revoked, which only the owner does", async () => {
    const [person, other] = [await addPerson(control, ["operator"]), await addPerson(control, ["operator"])];
    const { secret, token } = await createToken(person.ctx, { name: "ci", scopes: ["backup.start"] });
    const stolen = revokeToken(other.ctx, { id: token.id });
    await expect(stolen).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await actorOf(secret)).not.toBeNull();
    await revokeToken(person.ctx, { id: token.id });
    expect(await actorOf(secret)).toBeNull();
    await expect(revokeToken(person.ctx, { id: token.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await auditOf(control.owner, { subjectId: token.id })).toMatchObject([
      { action: "token.revoke" },
      { action: "token.create", details: { scopes: ["backup.start"] } },
    ]);
    const second = await createToken(person.ctx, { name: "ci", scopes: ["backup.start"] });
    await control.owner.user.update({ where: { id: person.id }, data: { isActive: false } });
    expect(await actorOf(second.secret)).toBeNull();
  });

  test.each([["manager"], ["auditor"]] as const)("%s makes none", async (role) => {
    const person = await addPerson(control, [role]);
    const made = createToken(person.ctx, { name: "ci", scopes: ["backup.read"] });
    await expect(made).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
  });
});
