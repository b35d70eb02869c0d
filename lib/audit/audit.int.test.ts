import canonicalize from "canonicalize";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addApproved, addRequest } from "#e2e/fixtures/sample-requests.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { exportAudit } from "#lib/audit/export-audit.ts";
import { listAudit } from "#lib/audit/list-audit.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { verifyRepository } from "#lib/backups/verify-repository.ts";
import { approveChange } from "#lib/changes/approve-change.ts";
import { cancelChange } from "#lib/changes/cancel-change.ts";
import { rejectChange } from "#lib/changes/reject-change.ts";
import { checkResource } from "#lib/resources/check-resource.ts";
import { setUpResource } from "#lib/resources/set-up-resource.ts";
import { updateResource } from "#lib/resources/update-resource.ts";
import { createUser } from "#lib/users/create-user.ts";
import { deactivateUser } from "#lib/users/deactivate-user.ts";
import { grantRole } from "#lib/users/grant-role.ts";
import { revokeRole } from "#lib/users/revoke-role.ts";

let control: ControlDatabase;
let admin: Person;
let auditor: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
  auditor = await addPerson(control, ["auditor"]);
});
afterAll(() => control.close());

const settings = { dataDirectory: "/srv/moved", socketDirectory: "/srv/run", port: 5432, user: "postgres" };
const objectives = { rpoSeconds: 300, rtoSeconds: 1800 };

/** From here on, entries of this action cannot be written. */
async function breakAudit(action: string): Promise<() => Promise<void>> {
  await control.owner.$executeRawUnsafe(
    `ALTER TABLE audit_entries ADD CONSTRAINT broken CHECK (action <> '${action}') NOT VALID`,
  );
  return async () => {
    await control.owner.$executeRaw`ALTER TABLE audit_entries DROP CONSTRAINT broken`;
  };
}

describe("no change without its entry (T20)", () => {
  test("when the entry cannot be written, nothing changes and nothing is queued", async () => {
    const resource = await addResource(control);
    const { vote } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    const operator = await addPerson(control, ["operator"]);
    for (const [action, attempt] of [
      ["resource.update", () => updateResource(admin.ctx, { id: resource.id, settings, objectives })],
      ["restore.approve", () => approveChange(manager.ctx, vote)],
      ["restore.reject", () => rejectChange(manager.ctx, { ...vote, reason: "other" })],
      ["backup.start", () => startBackup(operator.ctx, { resourceId: resource.id, type: "full" })],
      [
        "user.create",
        () => createUser(admin.ctx, { email: "new@example.org", name: "n", roles: ["auditor"] }),
      ],
      ["user.grantRole", () => grantRole(admin.ctx, { id: operator.id, role: "manager" })],
      ["user.revokeRole", () => revokeRole(admin.ctx, { id: operator.id, role: "operator" })],
      ["user.deactivate", () => deactivateUser(admin.ctx, { id: operator.id })],
    ] as const) {
      const repair = await breakAudit(action);
      await expect(attempt(), action).rejects.toThrow(/broken/);
      await repair();
    }
    const row = await control.owner.resource.findUniqueOrThrow({ where: { id: resource.id } });
    expect(row.settings).toMatchObject({ dataDirectory: "/srv/data" });
    const change = await control.owner.changeRequest.findUniqueOrThrow({
      where: { id: vote.id },
      include: { approvals: true, operations: true },
    });
    expect(change).toMatchObject({ decision: "requested", approvals: [], operations: [] });
    expect(await control.owner.operation.count({ where: { resourceId: resource.id } })).toBe(0);
    const [jobs] = await control.owner.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM pgboss.job`;
    expect(jobs?.count).toBe(0n);
    expect(await control.owner.user.findMany({ where: { email: "new@example.org" } })).toEqual([]);
    const person = await control.owner.user.findUniqueOrThrow({
      where: { id: operator.id },
      include: { roles: { where: { revokedAt: null } } },
    });
    expect(person).toMatchObject({ isActive: true, roles: [{ role: "operator" }] });
  });

  test("a refusal stays refused when even that cannot be written", async () => {
    const repair = await breakAudit("access.deny");
    const granted = grantRole(auditor.ctx, { id: admin.id, role: "manager" });
    await expect(granted).rejects.toThrow();
    await repair();
    expect(await control.owner.roleGrant.count({ where: { userId: admin.id, role: "manager" } })).toBe(0);
  });
});

describe("an entry (T21, T22, T24)", () => {
  test("keeps the exact bytes a verifier hashes, and its columns say the same", async () => {
    const { change, manager } = await addApproved(control);
    const row = await control.owner.auditEntry.findFirstOrThrow({
      where: { subjectId: change.id, action: "restore.approve" },
    });
    const text = Buffer.from(row.canonical).toString("utf8");
    const entry: object = JSON.parse(text);
    expect(canonicalize(entry)).toBe(text);
    expect(entry).toMatchObject({
      version: "audit/v1",
      id: row.id,
      atMicros: row.atMicros.toString(),
      action: row.action,
      outcome: row.outcome,
      actor: { id: manager.id, name: manager.name, email: manager.email, roles: ["manager"], kind: "user" },
      address: "192.0.2.1",
      subject: { type: "change", id: change.id, name: `R-${change.number}` },
      resourceId: row.resourceId,
    });
  });

  test("stays as it was when its actor is renamed, loses their roles and goes", async () => {
    const { change, manager } = await addApproved(control);
    await control.owner.user.update({ where: { id: manager.id }, data: { name: "Somebody Else" } });
    await deactivateUser(admin.ctx, { id: manager.id });
    const entries = await auditOf(control.owner, { subjectId: change.id, action: "restore.approve" });
    expect(entries).toMatchObject([{ actorName: manager.name }]);
  });

  test("of every verb people use has a sentence without a missing word", async () => {
    const { vote, requester, resource } = await addRequest(control);
    const operator = await addPerson(control, ["operator"]);
    const id = resource.id;
    await checkResource(operator.ctx, { id });
    await setUpResource(admin.ctx, { id });
    await updateResource(admin.ctx, { id, settings, objectives });
    await startBackup(operator.ctx, { resourceId: id, type: "incr" });
    await verifyRepository(operator.ctx, { resourceId: id, repositoryId: resource.repositoryId });
    await cancelChange(requester.ctx, { id: vote.id });
    await grantRole(admin.ctx, { id: operator.id, role: "auditor" });
    await revokeRole(admin.ctx, { id: operator.id, role: "auditor" });
    const { items } = await listAudit(auditor.ctx, { limit: 500 });
    for (const { sentence } of items) expect(sentence).not.toMatch(/[{}]|\?$|: \?|unnamed|undefined/);
  });

  test("of a refusal names the request that was not decided", async () => {
    const { vote } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    await expect(approveChange(manager.ctx, { ...vote, password: "not the password" })).rejects.toThrow();
    await expect(approveChange.fromUnknown(auditor.ctx, { id: "no id" })).rejects.toThrow();
    const { items } = await listAudit(auditor.ctx, { action: "access.deny", limit: 2 });
    const change = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: vote.id } });
    expect(items.map(({ sentence }) => sentence).reverse()).toEqual([
      `${manager.name} was refused approving R-${change.number}: The password is wrong; nothing was approved.`,
      expect.stringMatching(`^${auditor.name} was refused approving a request: Your roles `),
    ]);
  });

  test("by an automatic process names the process, not a person", async () => {
    await recordAudit(control.owner, control.worker(), { action: "backup.fail", outcome: "failed" });
    const { items } = await listAudit(auditor.ctx, { action: "backup.fail" });
    expect(items[0]).toMatchObject({
      actor: { id: null, kind: "system", name: "test worker" },
      subject: null,
    });
  });
});

describe("reading the log", () => {
  test("page after page gives every entry once, newest first", async () => {
    const all = await control.owner.auditEntry.findMany({ orderBy: { position: "desc" } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(auditor.ctx, { limit: 7, cursor });
      seen.push(...page.items.map(({ position }) => position));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(all.map(({ position }) => position.toString()));
  });

  test("within a span of time every page follows time, also where clocks differed, and loses nothing", async () => {
    const start = control.clock.now() - 9_000_000_000n;
    // Two of the same instant, and clocks that went backwards.
    for (const second of [5n, 1n, 3n, 3n, 2n, 4n]) {
      const now = () => start + second * 1_000_000n;
      await recordAudit(control.owner, { ...control.worker(), now }, { action: "log.download" });
    }
    const span = { fromMicros: start.toString(), toMicros: (start + 10_000_000n).toString() };
    const seen: { position: string; second: number }[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(auditor.ctx, { ...span, cursor, limit: 2 });
      seen.push(
        ...page.items.map(({ position, atMicros }) => ({
          position,
          second: Number((BigInt(atMicros) - start) / 1_000_000n),
        })),
      );
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.map(({ second }) => second)).toEqual([5, 4, 3, 3, 2, 1]);
    expect(new Set(seen.map(({ position }) => position)).size).toBe(6);
  });

  test("filters by who, what, about what, outcome and when", async () => {
    const resource = await addResource(control);
    const from = control.clock.now();
    await updateResource(admin.ctx, { id: resource.id, settings, objectives });
    const to = control.clock.now() + 1_000n;
    for (const filter of [
      { resourceId: resource.id },
      { subjectId: resource.id },
      { fromMicros: from.toString(), toMicros: to.toString(), action: "resource.update" },
      { actorId: admin.id, action: "resource.update", outcome: "done" as const, subjectId: resource.id },
    ]) {
      const { items } = await listAudit(auditor.ctx, filter);
      expect(items.map(({ subject }) => subject?.id)).toEqual([resource.id]);
    }
    expect((await listAudit(auditor.ctx, { resourceId: resource.id, outcome: "denied" })).items).toEqual([]);
  });

  test("an export says what it covers, covers it, and is itself an entry after it", async () => {
    const before = await control.owner.auditEntry.count();
    const result = await exportAudit(auditor.ctx, {});
    const entries = await collect(result.entries);
    expect(entries).toHaveLength(before);
    expect(result).toMatchObject({
      count: before,
      log: { entries: before, newestPosition: entries.at(-1)?.position },
      by: auditor.name,
    });
    expect(await auditOf(control.owner, { action: "audit.export" })).toMatchObject([
      { actorName: auditor.name, details: { count: before, log: result.log } },
    ]);
  });

  test("an export of a part says of how much it is a part", async () => {
    const before = await control.owner.auditEntry.count();
    const newest = await control.owner.auditEntry.findFirstOrThrow({ orderBy: { position: "desc" } });
    const result = await exportAudit(auditor.ctx, { action: "restore.approve" });
    const entries = await collect(result.entries);
    expect(entries.map(({ action }) => action)).toEqual(entries.map(() => "restore.approve"));
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.length).toBeLessThan(before);
    expect(result.count).toBe(entries.length);
    expect(result.log).toEqual({ entries: before, newestPosition: newest.position.toString() });
  });

  test.each([["operator"], ["manager"], ["admin"]] as const)("%s cannot export it", async (role) => {
    const person = await addPerson(control, [role]);
    await expect(exportAudit(person.ctx, {})).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
  });

  test("somebody without a role cannot read it, and trying is an entry", async () => {
    const person = await addPerson(control, []);
    await expect(listAudit(person.ctx, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await auditOf(control.owner, { actorId: person.id })).toMatchObject([
      { action: "access.deny", outcome: "denied", details: { verb: "audit.read" } },
    ]);
  });
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
