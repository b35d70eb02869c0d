import { askForRestore } from "#e2e/fixtures/ask-for-restore.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { demoResource } from "#e2e/fixtures/journey-resource.ts";
import { smallTargets } from "#e2e/fixtures/small-targets.ts";
import { passwordOf, people } from "#e2e/fixtures/stack/people.ts";
import { DecisionForm } from "#e2e/pages/decision-form.ts";
import { SignInPage } from "#e2e/pages/sign-in-page.ts";
import { restoreDto } from "#lib/restores/schema.ts";

/** What a thumb hits without looking twice. */
const thumbPx = 44;
const comment = "Typed before the session ended.";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test("a decision on a phone: one thumb, and nothing is lost when the session ends", async ({
  page,
  api,
  control,
  installation,
}) => {
  const operator = await api("operator");
  const { id, change } = await askForRestore(operator, {
    resource: demoResource(installation),
    destination: "new-instance",
    reason: "Decided with one thumb.",
  });
  const card = page.getByRole("article").filter({ hasText: `R-${change.number}` });
  const decision = new DecisionForm(card);
  const signInPage = new SignInPage(page);

  await test.step("the link of the notification leads to the inbox, past the sign-in", async () => {
    await page.goto("/approvals");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fapprovals/);
    expect(await smallTargets(page.getByRole("main"), thumbPx)).toEqual([]);
    await signInPage.signIn(people.manager.email, passwordOf("manager"));
    await expect(card).toContainText("Decided with one thumb.");
    await expect(card).toContainText("the request expires and nothing happens");
    expect(await smallTargets(page.locator("body"), thumbPx)).toEqual([]);
  });

  await test.step("approving asks for the password in place", async () => {
    await decision.approve.tap();
    await expect(card.getByLabel("Your password")).toBeFocused();
    expect(await smallTargets(card, thumbPx)).toEqual([]);
    await card.getByRole("button", { name: "Not now" }).tap();
  });

  await test.step("the session ends while the reason is being typed: the page stays", async () => {
    await decision.reject.tap();
    await card.getByRole("radio", { name: "The wrong moment" }).check();
    await card.getByLabel("Comment").fill(comment);
    expect(await smallTargets(card, thumbPx)).toEqual([]);
    await control.query(
      `UPDATE sessions SET created_at = created_at - interval '13 hours' WHERE id =
         (SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = $1 ORDER BY s.created_at DESC LIMIT 1)`,
      [people.manager.email],
    );
    await card.getByRole("button", { name: `Reject R-${change.number}`, exact: true }).tap();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await expect(dialog).toBeVisible();
    expect((await operator.get(`/restores/${id}`, restoreDto)).status).toBe("waiting for approval");
    expect(await smallTargets(dialog, thumbPx)).toEqual([]);
    await dialog.getByLabel("Password").fill(passwordOf("manager"));
    await dialog.getByRole("button", { name: "Sign in" }).tap();
    await expect(dialog).toHaveCount(0);
  });

  await test.step("what was typed is still there, and is what the requester reads", async () => {
    await expect(card.getByLabel("Comment")).toHaveValue(comment);
    await expect(card.getByRole("radio", { name: "The wrong moment" })).toBeChecked();
    await card.getByRole("button", { name: `Reject R-${change.number}`, exact: true }).tap();
    await expect(card).toHaveCount(0);
    const outcome = page.getByRole("status").filter({ hasText: "was rejected: nothing runs" });
    await expect(outcome, "what became of it stands where its card stood").toBeInViewport();
    expect(await smallTargets(outcome, thumbPx)).toEqual([]);
    const { change: decided } = await operator.get(`/restores/${id}`, restoreDto);
    expect(decided).toMatchObject({ decision: "rejected", approvals: [{ comment }] });
  });
});
