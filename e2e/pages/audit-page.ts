import { expect, type Locator, type Page } from "@playwright/test";

export class AuditPage {
  readonly page: Page;
  readonly entries: Locator;

  constructor(page: Page) {
    this.page = page;
    this.entries = page.getByRole("list", { name: "Entries, newest first" }).locator("> li");
  }

  async open(): Promise<void> {
    await this.page.goto("/audit");
    // Entries come from the API: once there is one, the page answers to what is done on it.
    await expect(this.entries.first()).toBeVisible();
  }

  async filter(name: "What happened" | "Outcome" | "Who" | "Resource", choice: string): Promise<void> {
    const before = this.page.url();
    await this.page.getByRole("combobox", { name }).selectOption({ label: choice });
    await expect(this.page).not.toHaveURL(before);
  }

  entry(sentence: string | RegExp): Locator {
    return this.entries.filter({ hasText: sentence });
  }

  /** Opens what was recorded of an entry and returns the exact text. */
  async recorded(entry: Locator): Promise<string> {
    await entry.locator("summary").click();
    return (await entry.locator("pre").textContent()) ?? "";
  }
}
