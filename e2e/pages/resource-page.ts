import { expect, type Page } from "@playwright/test";

export class ResourcePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/resources/${id}`);
  }

  /** Starts an incremental backup and follows it to its end. */
  async backUp(resourceName: string): Promise<void> {
    await this.page.getByRole("button", { name: "Back up now" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("button", { name: `Back up ${resourceName}` }).click();
    await expect(dialog.getByRole("status")).toContainText("Succeeded", { timeout: 120_000 });
    await dialog.getByRole("button", { name: "Close" }).last().click();
  }

  async askForRestore(): Promise<void> {
    await this.page.getByRole("link", { name: "Restore…" }).click();
  }
}
