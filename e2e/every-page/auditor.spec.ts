import { consolePages } from "#e2e/fixtures/console-pages.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";

/** Words with which buttons and links begin that start, decide or change something. */
const changing =
  /^(Back up|Verify|Restore…|Restore to|Ask|Work out|Approve|Reject|Withdraw|Go back|Discard th|Cancel|Add|Invite|Change(?! of)|Register|Set up|Protect|Save|Test|Check|Create|Acknowledge|Pause|Resume|Hold|Release|Put it)/;

test("the auditor, whose clock is slow, sees every page and finds nothing on it that changes anything", async ({
  as,
  api,
  installation,
}) => {
  const page = await as("auditor");
  // What is drawn first is what the server drew, whatever this browser takes for the time: else it is an error here.
  await page.clock.install({ time: Date.now() - 90_000 });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  for (const address of await consolePages(await api("auditor"), installation.resourceId)) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 }), address).toBeVisible();
    await expect(page.getByText(/ loading$|^Loading /), address).toHaveCount(0);
    await expect(page.getByText(/could not be (loaded|refreshed)/), address).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("button", { name: changing }), address).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("link", { name: changing }), address).toHaveCount(0);
  }
  expect(errors).toEqual([]);
});
