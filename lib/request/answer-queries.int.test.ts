import { afterAll, beforeAll, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { v7 } from "#lib/format/uuid.ts";
import { getResourceStatus } from "#lib/overview/get-resource-status.ts";
import { answerQueries } from "#lib/request/answer-queries.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());

const ask = (path: string) => ({ queryKey: [path], meta: { path } });

test("a page brings what the API would have answered, path and query included", async () => {
  const operator = await addPerson(control, ["operator"]);
  const resource = await addResource(control);
  const asked = [ask(`/resources/${resource.id}`), ask("/operations?limit=1&status=failed")];
  const [one, failed] = await answerQueries(operator.ctx, asked);
  expect(one).toEqual({
    queryKey: [`/resources/${resource.id}`],
    data: JSON.parse(JSON.stringify(await getResourceStatus(operator.ctx, { id: resource.id }))),
  });
  expect(failed?.data).toEqual({ items: [], nextCursor: null });
});

test("what fails or is not there is left to the browser, which says why", async () => {
  const operator = await addPerson(control, ["operator"]);
  const asked = [ask(`/resources/${v7()}`), ask("/operations?status=nonsense"), ask("/no-such-thing")];
  expect(await answerQueries(operator.ctx, asked)).toEqual([]);
});

test("what a person may not see is not in the page, and no refusal is written for what nobody asked", async () => {
  const nobody = await addPerson(control, []);
  const asked = [ask("/audit"), ask("/overview"), ask("/session")];
  expect(await answerQueries(nobody.ctx, asked)).toMatchObject([{ queryKey: ["/session"] }]);
  expect(await auditOf(nobody.ctx.db, { actorId: nobody.id })).toEqual([]);
  const { ctx } = nobody;
  expect(await answerQueries({ ...ctx, actor: { kind: "anonymous" } }, asked)).toEqual([]);
});
