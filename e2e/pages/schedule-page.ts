import type { Locator, Page } from "@playwright/test";

/** The calendar, and the runs that did not happen as they should. */
export class SchedulePage {
  readonly page: Page;
  /** Missed and failed runs that nobody has acknowledged. */
  readonly open: Locator;

  constructor(page: Page) {
    this.page = page;
    this.open = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: /missed or failed runs?$/ }) })
      .getByRole("listitem");
  }

  async goto(): Promise<void> {
    await this.page.goto("/schedule");
  }

  day(words: RegExp): Locator {
    return this.page.getByRole("grid").getByRole("button", { name: words });
  }
}
