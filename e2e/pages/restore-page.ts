import { expect, type Locator, type Page } from "@playwright/test";

/** One restore from request to receipt. */
export class RestorePage {
  readonly page: Page;
  readonly approve: Locator;
  readonly reject: Locator;
  readonly receipt: Locator;

  constructor(page: Page) {
    this.page = page;
    this.approve = page.getByRole("button", { name: /^Approve/ });
    this.reject = page.getByRole("button", { name: /^Reject/ });
    this.receipt = page.locator("section").filter({ has: page.getByRole("heading", { name: "Receipt" }) });
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/restores/${id}`);
  }

  /** What the pill beside the title says. */
  async expectStatus(words: string, timeoutMs = 30_000): Promise<void> {
    const head = this.page.locator("header").filter({ has: this.page.getByRole("heading", { level: 1 }) });
    await expect(head.getByText(words, { exact: true })).toBeVisible({ timeout: timeoutMs });
  }

  async untilSucceeded(): Promise<void> {
    await this.expectStatus("Succeeded", 150_000);
    await expect(this.receipt).toBeVisible();
  }

  async askToGoBack(): Promise<void> {
    await this.page.getByRole("button", { name: "Go back to just before…" }).click();
    await this.page.waitForURL(/\/restores\/new\?.*undo=/);
  }

  async withdraw(): Promise<void> {
    await this.page.getByRole("button", { name: "Withdraw…" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Withdraw the request" }).click();
  }
}
