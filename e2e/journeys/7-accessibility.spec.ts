import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { consolePages } from "#e2e/fixtures/console-pages.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";
import type { Role } from "#lib/auth/permissions.ts";

const widths = [1440, 360];
const themes = ["light", "dark"] as const;
const open = ["/sign-in", "/set-up", "/set-up#token=a-token-that-nobody-was-ever-given"];

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("no page outside the console has an accessibility violation", async ({ page }) => {
  for (const address of open) await expectAccessible(page, address);
});

// The operator's pages hold the forms, the manager's the decisions, the administrator's the settings.
for (const role of ["operator", "manager", "admin"] satisfies Role[]) {
  test(`no page that the ${role} sees has an accessibility violation`, async ({ as, api, installation }) => {
    test.setTimeout(600_000);
    const addresses = await consolePages(await api(role), installation.resourceId);
    const page = await as(role, { reducedMotion: "reduce" });
    for (const address of addresses.filter((one) => isOwn(role, one))) await expectAccessible(page, address);
  });
}

/** Each page once, seen by whom it offers most. */
function isOwn(role: Role, address: string): boolean {
  if (address.startsWith("/settings")) return role === "admin";
  return role === (address.startsWith("/approvals") ? "manager" : "operator");
}

async function expectAccessible(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 }), address).toBeVisible();
  await expect(page.getByText(/ loading$|^Loading /), address).toHaveCount(0);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      const { violations } = await new AxeBuilder({ page })
        .options({ resultTypes: ["violations"] })
        .analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
        ),
        `${address} at ${width} px, ${colorScheme}`,
      ).toEqual([]);
    }
  }
}
