import { expect, test } from "#e2e/fixtures/journey.ts";
import { resourceName } from "#e2e/fixtures/journey-resource.ts";
import { press, tabTo } from "#e2e/fixtures/keyboard.ts";
import { passwordOf, people } from "#e2e/fixtures/stack/people.ts";
import { RestorePage } from "#e2e/pages/restore-page.ts";

test("a restore is asked for, and taken back, without a mouse", async ({ page }) => {
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  await test.step("sign in", async () => {
    await page.goto("/");
    await tabTo(page, page.getByLabel("E-mail address"));
    await page.keyboard.type(people.operator.email);
    await tabTo(page, page.getByLabel("Password"));
    await page.keyboard.type(passwordOf("operator"));
    await page.keyboard.press("Enter");
  });

  await test.step("past the navigation to the resource", async () => {
    await expect(page.getByRole("heading", { level: 1, name: "Can we restore" })).toBeVisible();
    await press(page, page.getByRole("link", { name: "Skip to the content" }));
    await expect(page.getByRole("main")).toBeFocused();
    await press(page, page.getByRole("main").getByRole("link", { name: resourceName }).first());
  });

  await test.step("choose a moment on the timeline: the newest, a second earlier, a second later", async () => {
    const timeline = page.getByRole("slider", { name: "Moment on the recovery timeline" });
    await tabTo(page, timeline);
    await page.keyboard.press("End");
    await expect(page).toHaveURL(/at=\d+/);
    const chosen = () => BigInt(new URL(page.url()).searchParams.get("at") ?? "0");
    const newest = chosen();
    const read = await timeline.getAttribute("aria-valuetext");
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(chosen).toBe(newest - 1_000_000n);
    await expect(timeline).not.toHaveAttribute("aria-valuetext", read ?? "");
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(chosen).toBe(newest);
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(chosen).toBe(newest - 1_000_000n);
    await press(page, page.getByRole("link", { name: "Restore to this moment…" }));
  });

  await test.step("read what will happen, say why, ask", async () => {
    await expect(page.getByRole("radio", { name: "A new instance, beside it" })).toBeChecked();
    await press(page, button("Work out what will happen"));
    await tabTo(page, page.getByLabel("Why", { exact: true }));
    await page.keyboard.type("Asked for without a mouse.");
    await press(page, button(`Ask to restore ${resourceName}`));
    await page.waitForURL(/\/restores\/[0-9a-f-]{36}$/);
  });

  await test.step("a dialog begins at what is safe, is left with Escape, and gives the focus back", async () => {
    await press(page, button("Withdraw…"));
    await expect(button("Keep it open")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button("Withdraw…")).toBeFocused();
    await page.keyboard.press("Enter");
    await press(page, button("Withdraw the request"));
    await new RestorePage(page).expectStatus("Withdrawn");
  });

  await test.step("an action by its name, and the list of keys", async () => {
    await page.keyboard.press("Control+k");
    const typed = page.getByPlaceholder("A page, an action");
    await expect(typed).toBeFocused();
    await page.keyboard.type(`back up ${resourceName}`);
    const action = page.getByRole("option", { name: `Back up ${resourceName}…` });
    await expect(action).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: `Back up ${resourceName}` });
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press("Control+/");
    await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  });
});
