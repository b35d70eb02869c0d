import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { v7 } from "#lib/format/uuid.ts";
import { createRepository } from "#lib/repositories/create-repository.ts";
import { getRepository } from "#lib/repositories/get-repository.ts";
import { listRepositories } from "#lib/repositories/list-repositories.ts";
import { probeRepository } from "#lib/repositories/probe-repository.ts";
import { repositorySecrets, SECRETS_COLUMN } from "#lib/repositories/secrets.ts";
import { checkResource } from "#lib/resources/check-resource.ts";
import { createResource } from "#lib/resources/create-resource.ts";
import { listResources } from "#lib/resources/list-resources.ts";
import { setUpResource } from "#lib/resources/set-up-resource.ts";
import { updateResource } from "#lib/resources/update-resource.ts";
import { loadKeyring } from "#lib/secrets/load-keyring.ts";
import { openSecret } from "#lib/secrets/open.ts";

let control: ControlDatabase;
let admin: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
  const now = new Date();
  await control.owner.worker.create({
    data: {
      host: TEST_HOST,
      workerId: "w",
      startedAt: now,
      lastSeenAt: now,
      version: "1",
      engines: [],
      hooks: [],
    },
  });
});
afterAll(() => control.close());

const notAdmin = [["operator"], ["manager"], ["auditor"]] as const;
const settings = { dataDirectory: "/srv/data", socketDirectory: "/srv/run", port: 5432, user: "postgres" };
const objectives = { rpoSeconds: 60, rtoSeconds: 900 };

function localRepository(name: string, host = TEST_HOST) {
  return { kind: "local" as const, name, host, location: { path: "/srv/vault" } };
}

describe("adding a repository (T40)", () => {
  const s3 = {
    kind: "s3" as const,
    name: "cloud",
    host: TEST_HOST,
    location: { endpoint: "s3.example.org", bucket: "vault" },
    accessKeyId: "AKIA-OF-THE-TEST",
    secretAccessKey: "the secret access key of the test",
    passphrase: "a passphrase of more than twenty letters",
  };

  test("seals its secrets before they are stored: they open in a worker, for this row only", async () => {
    const { id, madePassphrase } = await createRepository(admin.ctx, s3);
    expect(madePassphrase).toBeNull();
    const { secrets } = await control.owner.repository.findUniqueOrThrow({ where: { id } });
    const everything = JSON.stringify(
      [
        await control.owner.repository.findMany(),
        await control.owner.operation.findMany(),
        (await control.owner.auditEntry.findMany()).map(({ canonical }) => Buffer.from(canonical).toString()),
        await control.owner.$queryRaw`SELECT data::text FROM pgboss.job`,
      ],
      (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value),
    );
    for (const secret of [s3.passphrase, s3.secretAccessKey, s3.accessKeyId])
      expect(everything).not.toContain(secret);
    const keyring = await loadKeyring(control.keys.privateDirectory);
    const opened = await openSecret(keyring, { rowId: id, column: SECRETS_COLUMN }, secrets);
    expect(repositorySecrets.parse(JSON.parse(opened))).toEqual({
      cipherPass: s3.passphrase,
      accessKeyId: s3.accessKeyId,
      secretAccessKey: s3.secretAccessKey,
    });
    const elsewhere = openSecret(keyring, { rowId: v7(), column: SECRETS_COLUMN }, secrets);
    await expect(elsewhere).rejects.toThrow();
  });

  test("makes a strong passphrase when none is given, another one each time, and shows it this once", async () => {
    const keyring = await loadKeyring(control.keys.privateDirectory);
    const passes = [];
    for (const name of ["first", "second"]) {
      const { id, madePassphrase } = await createRepository(admin.ctx, localRepository(name));
      const { secrets } = await control.owner.repository.findUniqueOrThrow({ where: { id } });
      const opened = await openSecret(keyring, { rowId: id, column: SECRETS_COLUMN }, secrets);
      expect(repositorySecrets.parse(JSON.parse(opened)).cipherPass).toBe(madePassphrase);
      const told = JSON.stringify([
        await getRepository(admin.ctx, { id }),
        await auditOf(control.owner, { subjectId: id }),
      ]);
      expect(told).toContain('"passphrase":"made"');
      expect(told).not.toContain(madePassphrase);
      passes.push(madePassphrase);
    }
    expect(passes[0]).toHaveLength(64);
    expect(passes[0]).not.toBe(passes[1]);
  });

  test("has it tested at once by the host that will use it, and never shows its secrets", async () => {
    const repository = await createRepository(admin.ctx, localRepository("tested"));
    const probe = await control.owner.operation.findFirstOrThrow({ where: { repositoryId: repository.id } });
    expect(probe).toMatchObject({ kind: "probe-repository", status: "queued", host: TEST_HOST });
    expect(repository).toMatchObject({
      probe: null,
      lastProbeOperationId: probe.id,
      setCount: 0,
      generation: 1,
    });
    expect(JSON.stringify(await getRepository(admin.ctx, { id: repository.id }))).not.toMatch(
      /secrets|cipher/,
    );
    expect((await listRepositories(admin.ctx, {})).items.map(({ name }) => name)).toContain("tested");
    expect(await auditOf(control.owner, { subjectId: repository.id })).toMatchObject([
      { action: "repository.create", actorName: admin.name },
    ]);
  });

  test("the same name twice, also at once, is refused and leaves nothing half made", async () => {
    const add = () => createRepository(admin.ctx, localRepository("twice"));
    const ends = await Promise.allSettled([add(), add(), add()]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(add()).rejects.toMatchObject({ code: "CONFLICT", reason: "name-taken" });
    const rows = await control.owner.repository.findMany({ where: { name: "twice" } });
    expect(await control.owner.operation.count({ where: { repositoryId: rows[0]?.id } })).toBe(1);
  });

  test("on a host without a worker is refused: nobody could use it", async () => {
    const added = createRepository(admin.ctx, localRepository("far", "nowhere"));
    await expect(added).rejects.toMatchObject({ code: "PRECONDITION", reason: "no-worker" });
    expect(await control.owner.repository.count({ where: { name: "far" } })).toBe(0);
  });

  test.each([
    [{ ...localRepository("x"), location: { path: "relative" } }],
    [{ ...localRepository("x"), location: { path: "/a\0b" } }],
    [{ ...localRepository("x"), passphrase: "short" }],
    [{ ...localRepository(""), name: " " }],
    [{ kind: "tape", name: "x", host: TEST_HOST }],
  ])("%j is refused", async (input) => {
    await expect(createRepository.fromUnknown(admin.ctx, input)).rejects.toMatchObject({ code: "INVALID" });
  });

  test.each(notAdmin)("%s adds none", async (role) => {
    const person = await addPerson(control, [role]);
    const added = createRepository(person.ctx, localRepository(`of-${role}`));
    await expect(added).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
    expect(await control.owner.repository.count({ where: { name: `of-${role}` } })).toBe(0);
    const [entry] = await auditOf(control.owner, { actorId: person.id });
    expect(entry).toMatchObject({ action: "access.deny" });
  });

  test("an operator may have one tested; a manager may not", async () => {
    const { repositoryId } = await addResource(control);
    const [operator, manager] = [
      await addPerson(control, ["operator"]),
      await addPerson(control, ["manager"]),
    ];
    expect(await probeRepository(operator.ctx, { id: repositoryId })).toMatchObject({
      kind: "probe-repository",
    });
    const refused = probeRepository(manager.ctx, { id: repositoryId });
    await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(probeRepository(operator.ctx, { id: v7() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await auditOf(control.owner, { subjectId: repositoryId, actorId: operator.id })).toMatchObject([
      { action: "repository.probe" },
    ]);
  });
});

describe("registering a resource", () => {
  async function input(name: string) {
    const { id } = await createRepository(admin.ctx, localRepository(`vault-${name}`));
    return { name, kind: "postgres" as const, host: TEST_HOST, settings, repositoryIds: [id], objectives };
  }

  test("changes nothing on its host, and says who did it", async () => {
    const resource = await createResource(admin.ctx, { ...(await input("orders")), tier: "critical" });
    expect(resource).toMatchObject({
      state: "new",
      tier: "critical",
      objectives,
      settings: { ...settings, hooks: {} },
    });
    expect(await control.owner.operation.count({ where: { resourceId: resource.id } })).toBe(0);
    expect(await auditOf(control.owner, { subjectId: resource.id })).toMatchObject([
      { action: "policy.attach", actorName: admin.name, details: { policy: "Runbook" } },
      { action: "resource.create", actorName: admin.name },
    ]);
    expect((await listResources(admin.ctx, {})).items.map(({ id }) => id)).toContain(resource.id);
  });

  test("the same name twice at once is registered once", async () => {
    const wanted = await input("twins");
    const ends = await Promise.allSettled([
      createResource(admin.ctx, wanted),
      createResource(admin.ctx, wanted),
    ]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(createResource(admin.ctx, wanted)).rejects.toMatchObject({ reason: "name-taken" });
  });

  test("a renamed system stays the system of its tier", async () => {
    await createResource(admin.ctx, { ...(await input("ledger")), tier: "critical" });
    await control.owner.system.update({ where: { name: "critical" }, data: { name: "Money" } });
    const resource = await createResource(admin.ctx, { ...(await input("payments")), tier: "critical" });
    const { system } = await control.owner.resource.findUniqueOrThrow({
      where: { id: resource.id },
      include: { system: true },
    });
    expect(system?.name).toBe("Money");
  });

  test("a path on another host is no repository for it", async () => {
    const wanted = await input("remote");
    await control.owner.repository.update({
      where: { id: wanted.repositoryIds[0] },
      data: { host: "other" },
    });
    const made = createResource(admin.ctx, wanted);
    await expect(made).rejects.toMatchObject({ code: "INVALID", reason: "repository-host" });
  });

  test("on a host without a worker, with an unknown repository, or the same one twice, it is refused", async () => {
    const wanted = await input("lonely");
    const unknown = createResource(admin.ctx, { ...wanted, repositoryIds: [v7()] });
    await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND", reason: "repository" });
    await control.owner.repository.updateMany({
      where: { id: { in: wanted.repositoryIds } },
      data: { host: "nowhere" },
    });
    const alone = createResource(admin.ctx, { ...wanted, host: "nowhere" });
    await expect(alone).rejects.toMatchObject({ code: "PRECONDITION", reason: "no-worker" });
    const [id = ""] = (await input("double")).repositoryIds;
    const double = createResource(admin.ctx, { ...wanted, name: "double", repositoryIds: [id, id] });
    await expect(double).rejects.toMatchObject({ code: "INVALID" });
  });

  test.each(notAdmin)("%s registers, changes and sets up nothing", async (role) => {
    const person = await addPerson(control, [role]);
    const { id } = await addResource(control);
    const wanted = { name: "x", kind: "postgres" as const, host: TEST_HOST, settings, repositoryIds: [v7()] };
    for (const attempt of [
      () => createResource(person.ctx, wanted),
      () => updateResource(person.ctx, { id, settings, objectives }),
      () => setUpResource(person.ctx, { id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
    }
    expect(await auditOf(control.owner, { actorId: person.id })).toHaveLength(3);
  });

  test("a change keeps what was before in the trail", async () => {
    const { id } = await addResource(control);
    const moved = { ...settings, dataDirectory: "/srv/moved" };
    const changed = await updateResource(admin.ctx, { id, settings: moved, objectives });
    expect(changed).toMatchObject({ settings: moved, objectives });
    const [entry] = await auditOf(control.owner, { subjectId: id });
    expect(entry).toMatchObject({
      action: "resource.update",
      details: { before: { dataDirectory: "/srv/data" }, after: { dataDirectory: "/srv/moved" } },
    });
    await expect(updateResource(admin.ctx, { id: v7(), settings, objectives })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("checking and setting up are work for its host, and never restart it unasked", async () => {
    const { id } = await addResource(control, { state: "new" });
    const operator = await addPerson(control, ["operator"]);
    expect(await checkResource(operator.ctx, { id })).toMatchObject({
      kind: "check-resource",
      status: "queued",
    });
    const setUp = await setUpResource(admin.ctx, { id });
    expect(setUp).toMatchObject({ kind: "set-up-resource", input: { allowRestart: false } });
    expect((await auditOf(control.owner, { subjectId: id })).map(({ action }) => action)).toEqual([
      "resource.setUp",
      "resource.check",
    ]);
  });
});
