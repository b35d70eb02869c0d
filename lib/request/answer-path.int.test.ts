import { afterAll, beforeAll, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { v7 } from "#lib/format/uuid.ts";
import { getResourceStatus } from "#lib/overview/get-resource-status.ts";
import { answerPath } from "#lib/request/answer-path.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());

test("a page brings what the API would have answered, path and query included", async () => {
  const { ctx } = await addPerson(control, ["operator"]);
  const { id } = await addResource(control);
  const status = JSON.parse(JSON.stringify(await getResourceStatus(ctx, { id })));
  const answer = await answerPath(ctx, `/resources/${id}`);
  expect(answer).toEqual({ ...status, atMicros: expect.stringMatching(/^\d{16}$/) });
  expect(await answerPath(ctx, "/operations?limit=1&status=failed")).toEqual({ items: [], nextCursor: null });
});

test("what fails or is not there is left to the browser, which says why", async () => {
  const { ctx } = await addPerson(control, ["operator"]);
  for (const path of [`/resources/${v7()}`, "/operations?status=nonsense", "/no-such-thing"]) {
    expect(await answerPath(ctx, path)).toBeNull();
  }
});

test("what a person may not see is not in the page, and no refusal is written for what nobody asked", async () => {
  const { ctx, id } = await addPerson(control, []);
  expect(await answerPath(ctx, "/audit")).toBeNull();
  expect(await answerPath(ctx, "/overview")).toBeNull();
  expect(await answerPath(ctx, "/session")).toMatchObject({ user: { id } });
  expect(await auditOf(ctx.db, { actorId: id })).toEqual([]);
  expect(await answerPath({ ...ctx, actor: { kind: "anonymous" } }, "/session")).toBeNull();
});
