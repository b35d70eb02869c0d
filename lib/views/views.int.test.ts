import { afterAll, beforeAll, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { deleteView } from "./delete-view.ts";
import { listViews } from "./list-views.ts";
import { saveView } from "./save-view.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());

const page = "audit" as const;

test("a saved view is its owner's alone: nobody else sees or removes it", async () => {
  const [owner, other] = [await addPerson(control, ["auditor"]), await addPerson(control, ["admin"])];
  const { id } = await saveView(owner.ctx, { page, name: "Refusals", query: "?outcome=denied" });
  expect((await listViews(other.ctx, { page })).items).toEqual([]);
  await expect(deleteView(other.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listViews(owner.ctx, { page })).items).toEqual([
    { id, name: "Refusals", query: "?outcome=denied" },
  ]);
  await deleteView(owner.ctx, { id });
  expect((await listViews(owner.ctx, { page })).items).toEqual([]);
});

test("saving under the same name replaces, also by two tabs at once", async () => {
  const { ctx } = await addPerson(control, ["auditor"]);
  const queries = ["?outcome=failed", "?action=restore.request"];
  await Promise.all(queries.map((query) => saveView(ctx, { page, name: "Mine", query })));
  const { items } = await listViews(ctx, { page });
  expect(items).toHaveLength(1);
  expect(queries).toContain(items[0]?.query);
});

test("only a query is kept, never another address", async () => {
  const { ctx } = await addPerson(control, ["auditor"]);
  for (const query of ["https://example.com/?a=1", "", "?a=1#b", "//example.com?x"]) {
    await expect(saveView(ctx, { page, name: "Elsewhere", query })).rejects.toMatchObject({
      code: "INVALID",
    });
  }
});
