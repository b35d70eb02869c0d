import { askForRestore } from "#e2e/fixtures/ask-for-restore.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { demoResource } from "#e2e/fixtures/journey-resource.ts";
import { type ObjectStore, startObjectStore } from "#e2e/fixtures/object-store.ts";
import { type ReadableCopy, readableCopy } from "#e2e/fixtures/readable-copy.ts";
import { passwordOf } from "#e2e/fixtures/stack/people.ts";
import { RestorePage } from "#e2e/pages/restore-page.ts";
import { restoreDto } from "#lib/restores/schema.ts";

test.describe("with an S3 store", () => {
  let store: ObjectStore;
  let authority: ReadableCopy;

  test.beforeAll(async () => {
    store = await startObjectStore();
    authority = await readableCopy(store.caFile);
    await store.createBucket("vault", { objectLock: true });
  });
  test.afterAll(async () => {
    await authority?.remove();
    await store?.stop();
  });

  test("the administrator adds an S3 repository and reads what its test found", async ({ as }) => {
    const page = await as("admin");
    await page.goto("/settings/repositories");
    await page.getByRole("link", { name: "Add a repository" }).click();
    await page.getByRole("radio", { name: "S3 bucket" }).check();
    const name = `vault-${Date.now()}`;
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Endpoint").fill(store.host);
    await page.getByLabel("Port").fill(String(store.port));
    await page.getByLabel("Bucket", { exact: true }).fill("vault");
    await page.getByLabel("Prefix").fill(`/${name}`);
    await page.getByLabel("Access key ID").fill(store.accessKeyId);
    await page.getByLabel("Secret access key").fill(store.secretAccessKey);
    await page.getByLabel("File with a private certificate authority").fill(authority.file);
    await page.getByRole("button", { name: "Add and test it" }).click();

    // Nothing was typed as passphrase: the one that was made is shown this once.
    await expect(page.getByRole("heading", { level: 1, name: `${name} is added` })).toBeVisible();
    const made = (await page.getByText(/^[\w-]{64}$/).textContent()) ?? "";
    await page.getByRole("button", { name: "I have it, open the repository" }).click();
    await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
    await expect(page.getByText(made)).toHaveCount(0);
    const findings = page.getByRole("main").getByRole("listitem");
    await expect(findings.filter({ hasText: "TLS 1.3" })).toContainText("Passed", { timeout: 60_000 });
    await expect(findings.filter({ hasText: /[Oo]bject [Ll]ock/ }).first()).toBeVisible();
    await expect(findings.filter({ hasText: "Problem" })).toHaveCount(0);
    await expect(page.getByText(store.secretAccessKey)).toHaveCount(0);
  });
});

test("the administrator invites a person, who gets a link of their own", async ({ as }) => {
  const page = await as("admin");
  const email = `invited-${Date.now()}@example.com`;
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Invite a person…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Iris Invited");
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText("Choose at least one role.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Auditor" }).check();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText(/\/set-up#token=/)).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row").filter({ hasText: email });
  await expect(row).toContainText("Invited");
});

test("being administrator gives no right to approve", async ({ as, api, installation }) => {
  const operator = await api("operator");
  const { id, change } = await askForRestore(operator, {
    resource: demoResource(installation),
    destination: "new-instance",
    reason: "The administrator cannot approve this.",
  });
  const page = await as("admin");
  const restore = new RestorePage(page);
  await restore.open(id);
  await restore.expectStatus("Waiting for approval");
  await expect(restore.approve).toHaveCount(0);
  await expect(restore.reject).toHaveCount(0);
  const answer = await (await api("admin")).tryPost(`/changes/${change.id}/approve`, {
    planHash: change.planHash,
    password: passwordOf("admin"),
  });
  expect(answer.status).toBe(403);
  expect((await operator.get(`/restores/${id}`, restoreDto)).status).toBe("waiting for approval");
});
