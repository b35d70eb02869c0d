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

/** Each page once, seen by whom it offers most: it belongs to the first part that takes it. */
const parts: { role: Role; pages: string; own: RegExp }[] = [
  { role: "admin", pages: "settings", own: /^\/settings/ },
  { role: "manager", pages: "decisions", own: /^\/(approvals|retention)/ },
  { role: "operator", pages: "restores and operations", own: /^\/(restores|operations)/ },
  { role: "operator", pages: "other pages", own: /./ },
];

for (const part of parts) {
  const { role, pages } = part;
  test(`none of the ${role}'s ${pages} has an accessibility violation`, async ({ as, api, installation }) => {
    test.setTimeout(600_000);
    const addresses = await consolePages(await api(role), installation.resourceId);
    const page = await as(role, { reducedMotion: "reduce" });
    const problems = consoleProblems(page);
    for (const address of addresses.filter((one) => parts.find(({ own }) => own.test(one)) === part))
      await expectAccessible(page, address, problems);
  });
}
