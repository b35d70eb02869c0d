import { expect, test } from "vitest";
import { sampleMessage } from "#e2e/fixtures/sample-channels.ts";
import { composeEmail } from "#jobs/delivery/compose-email.ts";
import { slackMessage } from "#jobs/delivery/send-slack.ts";

const id = "0198a000-0000-7000-8000-000000000001";
const settings = { from: "holdfast@example.com", to: ["ops@example.com"] };
const compose = (message: Parameters<typeof sampleMessage>[0]) =>
  composeEmail(settings, { id, message: sampleMessage(message) });

test("the subject says how bad, where and what", () => {
  expect(compose({}).subject).toBe("[critical] orders-db: backup failed");
  expect(compose({ event: "resolved" }).subject).toBe("[resolved] orders-db: backup failed");
  expect(compose({ rule: "rto-exceeded" }).subject).toBe("[critical] orders-db: RTO exceeded");
  expect(compose({ event: "test", rule: null, summary: "test message" }).subject).toBe(
    "[test] orders-db: test message",
  );
});

test("sent twice it is the same message, and what is about one alert is one thread", () => {
  const alertId = "0198a000-0000-7000-8000-00000000000a";
  expect(compose({}).messageId).toBe(`<${id}@example.com>`);
  const [fired, resolved] = [compose({ alertId }), compose({ alertId, event: "resolved" })];
  expect(fired.references).toBe(`<alert-${alertId}@example.com>`);
  expect(resolved.references).toBe(fired.references);
});

test("names are text, in mail and in Slack: no markup of theirs is read as ours", () => {
  const message = { subject: "<!channel> <b>x</b>", summary: "a & <script>b</script>" };
  const { html, text } = compose(message);
  expect(html).not.toMatch(/<(script|b|!channel)>/);
  expect(text).toContain("<script>b</script>");
  const slack = JSON.stringify(slackMessage(sampleMessage(message)).blocks.slice(1));
  expect(slack).not.toMatch(/<script|<!channel/);
  expect(slackMessage(sampleMessage(message)).text).not.toContain("<");
});
