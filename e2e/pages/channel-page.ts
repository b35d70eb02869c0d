import { expect, type Page } from "@playwright/test";

interface Mailbox {
  name: string;
  to: string;
  port: number;
}

export class ChannelPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** An unencrypted relay on this machine, as only a server of one's own network may be. */
  async addMailbox({ name, to, port }: Mailbox): Promise<void> {
    await this.page.goto("/settings/channels/new");
    await this.page.getByRole("radio", { name: "E-mail" }).check();
    await this.page.getByLabel("Name", { exact: true }).fill(name);
    await this.page.getByRole("textbox", { name: "To", exact: true }).fill(to);
    await this.page.getByLabel("From", { exact: true }).fill("holdfast@example.com");
    await this.page.getByLabel("Mail server").fill("127.0.0.1");
    await this.page.getByLabel("Encryption").selectOption("none");
    await this.page.getByLabel("Port").fill(String(port));
    await this.page.getByRole("checkbox", { name: "It is a server inside our own network" }).check();
    await this.page.getByRole("button", { name: "Add it" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  /** Sends a test message and waits until the other side has accepted it. */
  async test(): Promise<void> {
    await this.page.getByRole("button", { name: "Send a test message" }).click();
    await expect(this.page.getByText(/^Accepted .*: /)).toBeVisible({ timeout: 60_000 });
  }

  async switchOff(): Promise<void> {
    await this.page.getByRole("button", { name: "Switch it off" }).click();
    await expect(this.page.getByRole("button", { name: "Switch it on" })).toBeVisible();
  }
}
