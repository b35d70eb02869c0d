import type { Locator, Page } from "@playwright/test";

/** The manager's two answers, on the inbox's card or on the request's own page. */
export class DecisionForm {
  readonly approve: Locator;
  readonly reject: Locator;
  private readonly within: Locator;

  constructor(within: Page | Locator) {
    this.within = "goto" in within ? within.locator("body") : within;
    this.approve = this.within.getByRole("button", { name: /^Approve R-\d+: .+…$/ });
    this.reject = this.within.getByRole("button", { name: /^Reject R-\d+…$/ });
  }

  async approveWith(password: string): Promise<void> {
    await this.approve.click();
    await this.within.getByLabel("Your password").fill(password);
    await this.within.getByRole("button", { name: /^Approve R-\d+: .+[^…]$/ }).click();
  }

  async rejectBecause(reason: string, comment: string): Promise<void> {
    await this.reject.click();
    await this.within.getByRole("radio", { name: reason }).check();
    await this.within.getByLabel("Comment").fill(comment);
    await this.within.getByRole("button", { name: /^Reject R-\d+$/ }).click();
  }
}
