import { expect, type Locator, type Page } from "@playwright/test";

/** "Ask for a restore": what, where, when, what it does, why. */
export class RestoreRequestPage {
  readonly page: Page;
  readonly consequences: Locator;
  readonly moment: Locator;
  readonly look: Locator;

  constructor(page: Page) {
    this.page = page;
    this.moment = page.getByLabel(/^Moment to restore to/);
    this.look = page.getByRole("button", { name: "Work out what will happen" });
    this.consequences = page.getByRole("region", { name: "Consequences" });
  }

  async chooseInPlace(resourceName: string): Promise<void> {
    await this.page.getByRole("radio", { name: `In place: overwrite ${resourceName}` }).check();
  }

  /** Typed as a person would who copied the time from somewhere: the zone is part of it. */
  async typeMoment(micros: bigint): Promise<void> {
    await this.moment.fill(utcText(micros));
    await this.moment.press("Enter");
    await expect(this.page).toHaveURL(new RegExp(`target=time:${micros}`));
  }

  /** The worker looks; nothing is changed. */
  async workOut(): Promise<void> {
    await this.look.click();
    await this.untilWorkedOut();
  }

  async untilWorkedOut(): Promise<void> {
    await expect(this.consequences).toBeVisible({ timeout: 90_000 });
  }

  /** Asks, and ends on the page of the request. */
  async askInPlace(resourceName: string, reason: string): Promise<string> {
    const ask = this.page.getByRole("button", { name: `Ask to overwrite ${resourceName}` });
    await this.page.getByLabel("Why", { exact: true }).fill(reason);
    await expect(ask).toBeDisabled();
    await this.page.getByLabel(`Type ${resourceName} to confirm`).fill(resourceName);
    await ask.click();
    return this.untilAsked();
  }

  async askNewInstance(resourceName: string, reason: string): Promise<string> {
    await this.page.getByLabel("Why", { exact: true }).fill(reason);
    await this.page.getByRole("button", { name: `Ask to restore ${resourceName}` }).click();
    return this.untilAsked();
  }

  private async untilAsked(): Promise<string> {
    await this.page.waitForURL(/\/restores\/[0-9a-f-]{36}$/);
    return this.page.url().split("/").at(-1) ?? "";
  }
}

function utcText(micros: bigint): string {
  const seconds = new Date(Number(micros / 1000n)).toISOString().slice(0, 19).replace("T", " ");
  return `${seconds}.${(micros % 1_000_000n).toString().padStart(6, "0")} UTC`;
}
