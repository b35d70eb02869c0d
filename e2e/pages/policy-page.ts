import { expect, type Locator, type Page } from "@playwright/test";

/** A policy's editor with the simulator beside it. */
export class PolicyPage {
  readonly page: Page;
  readonly simulator: Locator;
  readonly ask: Locator;

  constructor(page: Page) {
    this.page = page;
    this.simulator = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "What this does" }) });
    this.ask = page.getByRole("button", { name: "Ask for approval to keep less…" });
  }

  async open(name: string): Promise<void> {
    await this.page.goto("/settings/policies");
    await this.page.getByRole("link", { name, exact: true }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  /** The days for which sets of a type stay. */
  keepDays(legend: string): Locator {
    return this.page.getByRole("group", { name: legend }).getByLabel("For days");
  }

  schedule(title: string): Locator {
    return this.page.getByRole("group", { name: title });
  }

  /** Asks for what the form says; answers with the id of the request. */
  async askBecause(reason: string): Promise<string> {
    await this.ask.click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Why").fill(reason);
    await dialog.getByRole("button", { name: "Ask to keep less" }).click();
    await this.page.waitForURL(/\/retention\//);
    return this.page.url().split("/").at(-1) ?? "";
  }
}
