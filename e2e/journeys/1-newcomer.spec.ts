import { expect, test } from "#e2e/fixtures/journey.ts";
import { SignInPage } from "#e2e/pages/sign-in-page.ts";
import { createdUser } from "#lib/users/schema.ts";

const password = "a sentence that nobody else knows";

test("a newcomer comes in by a one-time link, and only once", async ({ page, api }) => {
  const admin = await api("admin");
  const email = `newcomer-${Date.now()}@example.com`;
  const { link } = await admin.post(
    "/users",
    { email, name: "Nia Newcomer", roles: ["operator"] },
    createdUser,
  );
  const signInPage = new SignInPage(page);

  await test.step("a short password is refused", async () => {
    await page.goto(link.url);
    await signInPage.setPassword("too short");
    await expect(page.getByText("Use at least 15 characters.")).toBeVisible();
    await expect(page).not.toHaveURL(/token=/);
  });

  await test.step("two different ones are refused", async () => {
    await signInPage.setPassword(password, `${password}!`);
    await expect(page.getByText("The two are not the same.")).toBeVisible();
  });

  await test.step("a good one leads to the overview, with what is really there", async () => {
    await signInPage.setPassword(password);
    await expect(page.getByRole("heading", { level: 1, name: "Can we restore" })).toBeVisible();
    const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "orders-db" }) });
    await expect(row).toContainText("PostgreSQL 15");
    await expect(row.getByRole("cell", { name: /ago|now/ }).first()).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await expect(page.getByText(email)).toBeVisible();
  });

  await test.step("the link works no second time", async () => {
    await page.goto("about:blank");
    await page.goto(link.url);
    await signInPage.setPassword("another sentence of a thief");
    await expect(page.getByRole("alert").filter({ hasText: "The password was not set" })).toBeVisible();
  });

  await test.step("signing out ends it", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await page.goto("/operations");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  await test.step("a wrong password is refused, the right one leads back to where one wanted to go", async () => {
    await signInPage.signIn(email, "not the password at all");
    await expect(signInPage.problem).toContainText("The e-mail address or the password is not right.");
    await signInPage.signIn(email, password);
    await expect(page.getByRole("heading", { level: 1, name: "Operations" })).toBeVisible();
  });
});
