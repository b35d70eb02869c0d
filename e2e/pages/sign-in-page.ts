import type { Locator, Page } from "@playwright/test";

export class SignInPage {
  readonly page: Page;
  readonly problem: Locator;

  constructor(page: Page) {
    this.page = page;
    this.problem = page.getByRole("alert").filter({ hasText: "You are not signed in" });
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel("E-mail address").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  async setPassword(password: string, again = password): Promise<void> {
    await this.page.getByLabel("New password").fill(password);
    await this.page.getByLabel("The same again").fill(again);
    await this.page.getByRole("button", { name: "Set the password and sign in" }).click();
  }
}
