import { breakArchiving } from "#e2e/fixtures/broken-archiving.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { demoResource, resourceName } from "#e2e/fixtures/journey-resource.ts";
import { type SmtpSink, startSmtpSink } from "#e2e/fixtures/smtp-sink.ts";
import { AlertsPage } from "#e2e/pages/alerts-page.ts";
import { ChannelPage } from "#e2e/pages/channel-page.ts";

const rule = "WAL archiving broken";
const comment = "The archive's disk is being mounted again.";

test.describe("with a mailbox", () => {
  let mailbox: SmtpSink;
  test.beforeAll(async () => {
    mailbox = await startSmtpSink();
  });
  test.afterAll(async () => mailbox?.stop());

  const subjects = () =>
    mailbox.mails.map(({ raw }) =>
      /^Subject: (.*(?:\r?\n[ \t].*)*)/m.exec(raw)?.[1]?.replaceAll(/\s+/g, " "),
    );

  test("an alarm reaches a mailbox, and everybody sees who is on it", async ({ as, shop }) => {
    test.setTimeout(600_000);
    const admin = await as("admin");
    const operator = await as("operator");
    const mailboxName = `On-call mailbox ${Date.now()}`;
    const channel = new ChannelPage(admin);
    const alerts = new AlertsPage(operator);

    await test.step("the administrator adds a mailbox and tests it", async () => {
      await channel.addMailbox({ name: mailboxName, to: "oncall@example.com", port: mailbox.port });
      await channel.test();
      await expect.poll(subjects).toContainEqual(expect.stringContaining("[test]"));
    });

    const repair = await breakArchiving(shop);
    try {
      await test.step("archiving breaks: it is on the page, and in the mailbox", async () => {
        await alerts.open();
        await expect(alerts.alert(rule, resourceName)).toContainText("Critical", { timeout: 120_000 });
        await expect
          .poll(subjects, { timeout: 60_000 })
          .toContainEqual(expect.stringMatching(new RegExp(`\\[critical\\].*${resourceName}`)));
      });

      await test.step("the operator acknowledges it, and the administrator reads by whom", async () => {
        await alerts.acknowledge(alerts.alert(rule, resourceName), comment);
        await admin.goto("/alerts");
        const seen = new AlertsPage(admin).alert(rule, resourceName);
        await expect(seen).toContainText(comment);
        await seen.getByRole("link", { name: rule, exact: true }).click();
        await expect(admin.getByRole("main")).toContainText("Acknowledged by");
        await expect(admin.getByRole("row").filter({ hasText: mailboxName })).toContainText("Delivered");
      });
    } finally {
      await repair();
    }

    await test.step("after the repair it is over, on the page and in the mailbox", async () => {
      await expect(admin.getByRole("main")).toContainText("Over", { timeout: 180_000 });
      await expect
        .poll(subjects, { timeout: 60_000 })
        .toContainEqual(expect.stringMatching(new RegExp(`\\[resolved\\].*${resourceName}`)));
      await alerts.open("history");
      await expect(operator.getByRole("row").filter({ hasText: rule }).first()).toContainText("Over");
    });

    await test.step("a channel that nobody listens to any more is switched off", async () => {
      await admin.goto("/settings/channels");
      await admin.getByRole("link", { name: mailboxName }).click();
      await expect(admin.getByRole("heading", { level: 1, name: mailboxName })).toBeVisible();
      await channel.switchOff();
    });
  });
});

test("what could have been lost is read point by point with the keyboard, on a phone", async ({
  as,
  installation,
}) => {
  const page = await as("auditor", { viewport: { width: 360, height: 740 } });
  const { id, name } = demoResource(installation);
  await page.goto(`/objectives?resource=${id}&range=24h`);
  const chart = page.getByRole("slider", { name: new RegExp(`^Possible loss over time: ${name}`) });
  await expect(chart).toBeVisible({ timeout: 60_000 });
  await chart.focus();
  await page.keyboard.press("Home");
  await expect(chart).toHaveAttribute("aria-valuenow", "1");
  const first = await chart.getAttribute("aria-valuetext");
  expect(first).toContain("lost");
  await page.keyboard.press("ArrowRight");
  await expect(chart).toHaveAttribute("aria-valuenow", "2");
  await expect(chart).not.toHaveAttribute("aria-valuetext", first ?? "");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
