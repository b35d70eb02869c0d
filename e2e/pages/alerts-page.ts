import { expect, type Locator, type Page } from "@playwright/test";

export class AlertsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(tab: "" | "history" | "silences" | "rules" = ""): Promise<void> {
    await this.page.goto(tab ? `/alerts/${tab}` : "/alerts");
    await expect(this.page.getByRole("heading", { level: 1, name: "Alerts" })).toBeVisible();
  }

  /** The open alert of this rule about this subject. */
  alert(rule: string, subject: string): Locator {
    return this.page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("link", { name: rule, exact: true }) })
      .filter({ hasText: subject });
  }

  async acknowledge(alert: Locator, comment: string): Promise<void> {
    await alert.getByRole("button", { name: /^Acknowledge…/ }).click();
    await alert.getByLabel("Comment").fill(comment);
    await alert.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await expect(alert.getByText(comment)).toBeVisible();
  }
}
