import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addApproved, addRequest } from "#e2e/fixtures/sample-requests.ts";
import { addPreview, addResource, auditOf, samplePreview } from "#e2e/fixtures/sample-resources.ts";
import { v7 } from "#lib/format/uuid.ts";
import { discardInstance } from "#lib/restores/discard-instance.ts";
import { getRestore } from "#lib/restores/get-restore.ts";
import { previewRestore } from "#lib/restores/preview-restore.ts";
import { requestRestore } from "#lib/restores/request-restore.ts";
import { undoRestore } from "#lib/restores/undo-restore.ts";

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
      const wayBack = saved(resource.repositoryId);
      await control.owner.restore.update({ where: { id: restore.id }, data: { wayBack } });
      expect((await getRestore(requester.ctx, { id: restore.id })).canUndo).toBe(true);
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
    const running = await finished(saved(v7()), "running");
    const aside = await finished({ kind: "set-aside", path: "/srv/data.before" });
    const bare = await finished({ kind: "none" });
    const asked = await addRequest(control);
    for (const { requester, restore } of [running, aside, bare, asked]) {
      expect((await getRestore(requester.ctx, { id: restore.id })).canUndo).toBe(false);
      const undone = undoRestore(requester.ctx, { id: restore.id });
      await expect(undone).rejects.toMatchObject({ code: "PRECONDITION", reason: "no-way-back" });
    }
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
