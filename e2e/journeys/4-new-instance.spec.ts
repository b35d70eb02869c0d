import { stat } from "node:fs/promises";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { resourceName } from "#e2e/fixtures/journey-resource.ts";
import { tabTo } from "#e2e/fixtures/keyboard.ts";
import { serverMicros } from "#e2e/fixtures/server-micros.ts";
import { openSql } from "#e2e/fixtures/sql.ts";
import { passwordOf } from "#e2e/fixtures/stack/people.ts";
import { untilRestorable } from "#e2e/fixtures/until-restorable.ts";
import { DecisionForm } from "#e2e/pages/decision-form.ts";
import { RestorePage } from "#e2e/pages/restore-page.ts";
import { RestoreRequestPage } from "#e2e/pages/restore-request-page.ts";
import { restoreDto } from "#lib/restores/schema.ts";

test("a copy beside the original is read and discarded again", async ({ as, api, shop, installation }) => {
  const operator = await as("operator");
  const operatorApi = await api("operator");
  const manager = await as("manager");
  const restore = new RestorePage(operator);

  await shop.query("CREATE TABLE IF NOT EXISTS audited (line text)");
  await shop.query("TRUNCATE audited");
  await shop.query("INSERT INTO audited VALUES ('as it was')");
  const noted = await serverMicros(shop);
  await shop.query("UPDATE audited SET line = 'as it is now'");
  await shop.query("SELECT pg_switch_wal()");
  await untilRestorable(operatorApi, installation.resourceId, noted);

  const request = new RestoreRequestPage(operator);
  await test.step("text that is no moment asks for nothing, least of all for the moment before it", async () => {
    await operator.goto(`/restores/new?resource=${installation.resourceId}`);
    await request.typeMoment(noted);
    await expect(request.look).toBeEnabled();
    await request.moment.fill("half past nine or so");
    await request.moment.press("Enter");
    await expect(request.look).toBeDisabled();
    await expect(operator).not.toHaveURL(/target=/);
    await request.moment.press("Escape");
    await expect(operator).toHaveURL(new RegExp(`target=time:${noted}`));
    await operator.getByRole("radio", { name: "A WAL position" }).check();
    const position = operator.getByLabel("WAL position (LSN)");
    await position.fill("0/1");
    await expect(request.look).toBeEnabled();
    await position.fill("0/1 or so");
    await expect(request.look).toBeDisabled();
    await operator.getByRole("radio", { name: "A moment" }).check();
  });

  const id = await test.step("the operator asks for a copy, once", async () => {
    await request.typeMoment(noted);
    await request.workOut();
    await expect(request.consequences).toContainText("Nothing is overwritten");
    const asked = await request.askNewInstance(resourceName, "Compare with what it was.");
    await operator.goBack();
    await expect(request.look).toBeEnabled();
    await expect(request.consequences).toBeHidden();
    return asked;
  });

  await test.step("the manager approves with the keyboard alone", async () => {
    await manager.goto(`/restores/${id}`);
    const { approve } = new DecisionForm(manager);
    await expect(approve).toHaveText(/make a copy of/);
    await tabTo(manager, approve);
    await manager.keyboard.press("Enter");
    await expect(manager.getByLabel("Your password")).toBeFocused();
    await manager.keyboard.type(passwordOf("manager"));
    await manager.keyboard.press("Enter");
    await new RestorePage(manager).untilSucceeded();
  });

  const instance = await test.step("the copy holds the rows of then, the original those of now", async () => {
    await restore.open(id);
    await restore.untilSucceeded();
    const { instance: made } = await operatorApi.get(`/restores/${id}`, restoreDto);
    if (!made) throw new Error("There is no instance.");
    await expect(operator.getByText(`psql -h 127.0.0.1 -p ${made.port}`)).toBeVisible();
    const copy = openSql({ ...installation.shop, port: made.port });
    expect(await copy.query("SELECT line FROM audited")).toEqual([{ line: "as it was" }]);
    expect(await copy.query("SHOW archive_mode")).toEqual([{ archive_mode: "off" }]);
    expect(await shop.query("SELECT line FROM audited")).toEqual([{ line: "as it is now" }]);
    return made;
  });

  await test.step("discarding removes the copy and nothing else", async () => {
    await operator.getByRole("button", { name: "Discard this instance…" }).click();
    const dialog = operator.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Discard the instance" })).toBeDisabled();
    const { change } = await operatorApi.get(`/restores/${id}`, restoreDto);
    await dialog.getByLabel(`Type R-${change.number} to confirm`).fill(`R-${change.number}`);
    await dialog.getByRole("button", { name: "Discard the instance" }).click();
    await operator.waitForURL(/\/operations\//);
    await expect(operator.getByText("Succeeded", { exact: true })).toBeVisible();

    await restore.open(id);
    await expect(operator.getByText("Only what this restore had created was removed.")).toBeVisible();
    await expect(stat(instance.dataDirectory)).rejects.toThrow("ENOENT");
    const copy = openSql({ ...installation.shop, port: instance.port });
    await expect(copy.query("SELECT 1")).rejects.toThrow();
    expect(await shop.query("SELECT line FROM audited")).toEqual([{ line: "as it is now" }]);
  });
});
