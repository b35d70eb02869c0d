import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addApproved, addRequest } from "#e2e/fixtures/sample-requests.ts";
import {
  addPreview,
  addResource,
  auditOf,
  type SampleResource,
  samplePreview,
} from "#e2e/fixtures/sample-resources.ts";
import { toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";
import { discardInstance } from "#lib/restores/discard-instance.ts";
import { getRestore } from "#lib/restores/get-restore.ts";
import { previewRestore } from "#lib/restores/preview-restore.ts";
import { requestRestore } from "#lib/restores/request-restore.ts";
import { undoRestore } from "#lib/restores/undo-restore.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());

const target = { kind: "time" as const, micros: "1795356190000000" };

describe("asking what a restore would do", () => {
  test("is a question for the resource's host, and an entry", async () => {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const input = { resourceId: resource.id, target, destination: { kind: "in-place" as const } };
    const operation = await previewRestore(operator.ctx, input);
    expect(operation).toMatchObject({ kind: "restore-preview", status: "queued", host: TEST_HOST, input });
    expect(await auditOf(control.owner, { subjectId: resource.id })).toMatchObject([
      { action: "restore.preview", actorName: operator.name, details: { target } },
    ]);
  });

  test("is never called an undo: the sentence people approve says the chosen moment", async () => {
    const operator = await addPerson(control, ["operator"]);
    const { restore, resource } = await addApproved(control);
    const asked = {
      resourceId: resource.id,
      target,
      destination: { kind: "in-place" },
      undoOfId: restore.id,
    };
    const { input } = await previewRestore.fromUnknown(operator.ctx, asked);
    expect(input).toMatchObject({ target });
    expect(input).not.toHaveProperty("undoOfId");
  });

  test("needs a repository to restore from, and a resource", async () => {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    await control.owner.resourceRepository.deleteMany({ where: { resourceId: resource.id } });
    const input = { target, destination: { kind: "in-place" as const } };
    const bare = previewRestore(operator.ctx, { ...input, resourceId: resource.id });
    await expect(bare).rejects.toMatchObject({ code: "PRECONDITION" });
    const missing = previewRestore(operator.ctx, { ...input, resourceId: v7() });
    await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test.each([["manager"], ["auditor"], ["admin"]] as const)("%s does not ask", async (role) => {
    const person = await addPerson(control, [role]);
    const { id: resourceId } = await addResource(control);
    const asked = previewRestore(person.ctx, { resourceId, target, destination: { kind: "in-place" } });
    await expect(asked).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
  });

  test.each([
    [{ kind: "time", micros: "yesterday" }],
    [{ kind: "time", micros: "9".repeat(19) }],
    [{ kind: "lsn", lsn: "nowhere" }],
    [{ kind: "name", name: "" }],
    [{ kind: "never" }],
  ])("the target %j is refused", async (wrong) => {
    const operator = await addPerson(control, ["operator"]);
    const { id: resourceId } = await addResource(control);
    const input = { resourceId, target: wrong, destination: { kind: "in-place" } };
    await expect(previewRestore.fromUnknown(operator.ctx, input)).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("going back to just before a restore", () => {
  async function finished(wayBack: object | null, status: "succeeded" | "failed" | "running" = "succeeded") {
    const approved = await addApproved(control);
    const finishedAt = status === "running" ? null : new Date();
    await control.owner.operation.update({
      where: { id: approved.operationId },
      data: { status, finishedAt },
    });
    if (wayBack)
      await control.owner.restore.update({ where: { id: approved.restore.id }, data: { wayBack } });
    return approved;
  }
  /** What the worker leaves of a safety backup: the set, and its hold for a week. */
  async function save({ resource }: { resource: SampleResource }) {
    const { id: resourceId, repositoryId } = resource;
    const wayBack = saved(repositoryId);
    const { label } = wayBack;
    const set = await control.owner.backupSet.create({
      data: {
        ...{ resourceId, repositoryId, generation: 1, label, type: "full", timeline: 1 },
        ...{ startedAtMicros: 1n, stoppedAtMicros: 2n, sizeBytes: 1000n, repositoryBytes: 100n },
        ...{ startLsn: "0/5000028", stopLsn: "0/5000100", systemIdentifier: "7001", postgresVersion: "15" },
        ...{ startSegment: "000000010000000000000005", stopSegment: "000000010000000000000005" },
      },
    });
    const expiresAt = toDate(control.clock.now() + 7n * DAY_MICROS);
    const hold = await control.owner.hold.create({
      data: { resourceId, repositoryId, label, reason: "the way back", expiresAt },
    });
    return { wayBack, setId: set.id, holdId: hold.id, expiresAt };
  }
  const saved = (repositoryId: string) => ({
    kind: "backup",
    label: "20261122-150000F",
    repositoryId,
    restorePoint: "holdfast-before-7",
    lsn: "0/6000028",
    timeline: 1,
  });

  test.each(["succeeded", "failed"] as const)(
    "is a pre-filled question for the named point on the old timeline (%s)",
    async (status) => {
      const { restore, requester, resource } = await finished(null, status);
      const { wayBack, expiresAt } = await save({ resource });
      await control.owner.restore.update({ where: { id: restore.id }, data: { wayBack } });
      expect(await getRestore(requester.ctx, { id: restore.id })).toMatchObject({
        canUndo: true,
        safetyBackup: { isStored: true, isHeld: true, heldUntil: expiresAt.toISOString() },
      });
      const preview = await undoRestore(requester.ctx, { id: restore.id });
      expect(preview).toMatchObject({
        kind: "restore-preview",
        input: {
          resourceId: resource.id,
          repositoryId: resource.repositoryId,
          target: { kind: "name", name: "holdfast-before-7", timeline: 1 },
          destination: { kind: "in-place" },
          undoOfId: restore.id,
        },
      });
    },
  );

  test("is not offered while it runs, without a restore point, or before it was approved", async () => {
    const running = await finished(null, "running");
    const { wayBack } = await save(running);
    await control.owner.restore.update({ where: { id: running.restore.id }, data: { wayBack } });
    const aside = await finished({ kind: "set-aside", path: "/srv/data.before" });
    const bare = await finished({ kind: "none" });
    const asked = await addRequest(control);
    for (const { requester, restore } of [running, aside, bare, asked]) {
      expect((await getRestore(requester.ctx, { id: restore.id })).canUndo).toBe(false);
      const undone = undoRestore(requester.ctx, { id: restore.id });
      await expect(undone).rejects.toMatchObject({ code: "PRECONDITION", reason: "no-way-back" });
    }
  });

  test("is not offered once the hold is over, was released, or the safety backup is gone; it says until when", async () => {
    const seen = async ({ requester, restore }: Awaited<ReturnType<typeof finished>>) =>
      getRestore(requester.ctx, { id: restore.id });
    const hurt = async (how: (ids: { setId: string; holdId: string }) => Promise<unknown>) => {
      const of = await finished(null);
      const { wayBack, ...ids } = await save(of);
      await control.owner.restore.update({ where: { id: of.restore.id }, data: { wayBack } });
      expect((await seen(of)).canUndo).toBe(true);
      await how(ids);
      const { canUndo, safetyBackup } = await seen(of);
      expect(canUndo).toBe(false);
      const undone = undoRestore(of.requester.ctx, { id: of.restore.id });
      await expect(undone).rejects.toMatchObject({
        reason: "no-way-back",
        hint: expect.stringContaining("safety backup"),
      });
      return { safetyBackup, until: ids.expiresAt.toISOString() };
    };
    const releasedAt = toDate(control.clock.now());
    const released = await hurt(({ holdId: id }) =>
      control.owner.hold.update({ where: { id }, data: { releasedAt, releasedFor: "not needed" } }),
    );
    expect(released.safetyBackup).toMatchObject({ isHeld: false, heldUntil: releasedAt.toISOString() });
    const expired = await hurt(({ setId: id }) =>
      control.owner.backupSet.update({ where: { id }, data: { state: "expired" } }),
    );
    expect(expired.safetyBackup).toMatchObject({ isStored: false });
    const over = await hurt(async () => control.clock.advance({ hours: 8 * 24 }));
    expect(over.safetyBackup).toEqual({ isStored: true, isHeld: false, heldUntil: over.until });
    control.clock.reset();
  });

  test("is itself a restore that somebody else must approve", async () => {
    const { restore, requester, resource } = await finished(null);
    const plan = samplePreview(resource, { undoOfId: restore.id });
    const previewId = await addPreview(control, resource, { result: plan });
    const undo = await requestRestore(requester.ctx, {
      previewId,
      reason: "it was the wrong hour",
      confirmation: resource.name,
    });
    expect(undo).toMatchObject({ status: "waiting for approval", undoOfId: restore.id });
    expect(undo.sentence).toContain("just before the earlier restore");
  });
});

describe("discarding an instance", () => {
  async function instance() {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const result = samplePreview(resource, {
      destination: { kind: "new-instance", host: TEST_HOST, dataDirectory: "/srv/new", port: 5433 },
      wayBack: "none",
    });
    const previewId = await addPreview(control, resource, { result });
    const restore = await requestRestore(operator.ctx, { previewId, reason: "look at it" });
    const made = {
      host: TEST_HOST,
      dataDirectory: "/srv/new",
      socketDirectory: "/srv/new.run",
      port: 5433,
      user: "postgres",
    };
    await control.owner.restore.update({ where: { id: restore.id }, data: { instance: made } });
    return { operator, restore, confirmation: `R-${restore.change.number}` };
  }

  test("is typed by hand, done by its host, and written down", async () => {
    const { operator, restore, confirmation } = await instance();
    for (const wrong of ["", "R-0", confirmation.toLowerCase()]) {
      const discarded = discardInstance(operator.ctx, { id: restore.id, confirmation: wrong });
      await expect(discarded).rejects.toMatchObject({ code: "INVALID", reason: "confirmation" });
    }
    const operation = await discardInstance(operator.ctx, { id: restore.id, confirmation });
    expect(operation).toMatchObject({
      kind: "discard-instance",
      host: TEST_HOST,
      input: { restoreId: restore.id },
    });
    expect(
      await auditOf(control.owner, { subjectId: restore.change.id, action: "restore.discard" }),
    ).toMatchObject([{ details: { dataDirectory: "/srv/new" } }]);
  });

  test("is nothing for a restore in place, nor for one already discarded", async () => {
    const inPlace = await addRequest(control);
    const none = { code: "PRECONDITION", reason: "no-instance" };
    const input = { id: inPlace.restore.id, confirmation: `R-${inPlace.restore.change.number}` };
    await expect(discardInstance(inPlace.requester.ctx, input)).rejects.toMatchObject(none);
    const { operator, restore, confirmation } = await instance();
    await control.owner.restore.update({ where: { id: restore.id }, data: { discardedAt: new Date() } });
    const again = discardInstance(operator.ctx, { id: restore.id, confirmation });
    await expect(again).rejects.toMatchObject(none);
  });

  test.each([["manager"], ["auditor"], ["admin"]] as const)("%s discards nothing", async (role) => {
    const { restore, confirmation } = await instance();
    const person = await addPerson(control, [role]);
    const discarded = discardInstance(person.ctx, { id: restore.id, confirmation });
    await expect(discarded).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
  });
});
