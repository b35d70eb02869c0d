import { expect, type Page } from "@playwright/test";

/** One request to keep less, from asking to its outcome. */
export class RetentionRequestPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/retention/${id}`);
  }

  /** What the pill beside the title says. */
  async expectStatus(words: string, timeoutMs = 60_000): Promise<void> {
    const head = this.page.locator("header").filter({ has: this.page.getByRole("heading", { level: 1 }) });
    await expect(head.getByText(words, { exact: true })).toBeVisible({ timeout: timeoutMs });
  }
}
