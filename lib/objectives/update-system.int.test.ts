import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { listSystems } from "#lib/objectives/list-systems.ts";
import { updateSystem } from "#lib/objectives/update-system.ts";

let control: ControlDatabase;
let auditor: Person;
let admin: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  auditor = await addPerson(control, ["auditor"]);
  admin = await addPerson(control, ["admin"]);
});
afterAll(() => control.close());

describe("the order in which a system is recovered", () => {
  async function standard() {
    const { items } = await listSystems(auditor.ctx, {});
    const found = items.find(({ tier }) => tier === "standard");
    if (!found) throw new Error("There is no standard system.");
    return found;
  }

  test("is set by an administrator and written down", async () => {
    await addResource(control);
    await addResource(control);
    const { id, resources } = await standard();
    const resourceIds = resources.map((resource) => resource.id).toReversed();
    const after = await updateSystem(admin.ctx, { id, name: "Everything else", resourceIds });
    expect(after.resources.map((resource) => resource.id)).toEqual(resourceIds);
    expect((await standard()).name).toBe("Everything else");
    const [entry] = await auditOf(control.owner, { subjectId: id, action: "system.update" });
    expect(entry).toMatchObject({
      outcome: "done",
      details: { before: { name: "standard" }, after: { name: "Everything else" } },
    });
  });

  test("cannot be set by anybody else", async () => {
    const { id } = await standard();
    const refused = updateSystem(auditor.ctx, { id, name: "mine", resourceIds: [] });
    await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("moves no resource from another system: that would change how long an approval lives", async () => {
    const other = await addResource(control, { tier: "critical" });
    const { id } = await standard();
    const moving = updateSystem(admin.ctx, { id, name: "standard", resourceIds: [other.id] });
    await expect(moving).rejects.toMatchObject({ code: "PRECONDITION", reason: "other-system" });
    const impostor = updateSystem(admin.ctx, { id, name: "critical", resourceIds: [] });
    await expect(impostor).rejects.toMatchObject({ code: "INVALID", reason: "name-of-tier" });
  });

  test("set by two at once is the order of one of them", async () => {
    const { id, resources } = await standard();
    const forth = resources.map((resource) => resource.id);
    const back = forth.toReversed();
    const set = (resourceIds: string[]) => updateSystem(admin.ctx, { id, name: "standard", resourceIds });
    await Promise.all([set(forth), set(back), set(forth), set(back)]);
    const after = (await standard()).resources.map((resource) => resource.id);
    expect([forth, back]).toContainEqual(after);
  });
});
