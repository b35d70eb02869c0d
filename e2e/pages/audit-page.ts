import type { Locator, Page } from "@playwright/test";

export class AuditPage {
  readonly page: Page;
  readonly entries: Locator;

  constructor(page: Page) {
    this.page = page;
    this.entries = page.getByRole("list", { name: "Entries, newest first" }).locator("> li");
  }

  async open(): Promise<void> {
    await this.page.goto("/audit");
  }

  async filter(name: "What happened" | "Outcome" | "Who" | "Resource", choice: string): Promise<void> {
    await this.page.getByRole("combobox", { name }).selectOption({ label: choice });
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
