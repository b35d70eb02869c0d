import { consolePages } from "#e2e/fixtures/console-pages.ts";
import { consoleProblems, expectAccessible } from "#e2e/fixtures/expect-accessible.ts";
import { test } from "#e2e/fixtures/journey.ts";
import type { Role } from "#lib/auth/permissions.ts";

const open = ["/sign-in", "/set-up", "/set-up#token=a-token-that-nobody-was-ever-given"];

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("no page outside the console has an accessibility violation", async ({ page }) => {
  const problems = consoleProblems(page);
  for (const address of open) await expectAccessible(page, address, problems);
});

// The operator's pages hold the forms, the manager's the decisions, the administrator's the settings.
for (const role of ["operator", "manager", "admin"] satisfies Role[]) {
  test(`no page that the ${role} sees has an accessibility violation`, async ({ as, api, installation }) => {
    test.setTimeout(600_000);
    const addresses = await consolePages(await api(role), installation.resourceId);
    const page = await as(role, { reducedMotion: "reduce" });
    const problems = consoleProblems(page);
    for (const address of addresses.filter((one) => isOwn(role, one)))
      await expectAccessible(page, address, problems);
  });
}

/** Each page once, seen by whom it offers most. */
function isOwn(role: Role, address: string): boolean {
  if (address.startsWith("/settings")) return role === "admin";
  return role === (/^\/(approvals|retention)/.test(address) ? "manager" : "operator");
}
