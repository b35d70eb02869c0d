import { expect, test } from "vitest";
import { type ChannelDto, createChannelInput, updateChannelInput } from "#lib/channels/schema.ts";
import { readChannelForm } from "./read-channel-form.ts";
import { unchanged } from "./unchanged.ts";

function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

const email = {
  name: "On-call",
  minimumSeverity: "warning",
  "target.settings.host": "smtp.example.com",
  "target.settings.port": "587",
  "target.settings.security": "starttls",
  "target.settings.user": "",
  "target.settings.from": "holdfast@example.com",
  "target.settings.to": "a@example.com\n b@example.com, c@example.com;\n",
  "target.password": "",
};

test("addresses may be on lines of their own or beside each other", () => {
  const { target } = createChannelInput.parse(readChannelForm("email", formOf(email)));
  expect(target).toMatchObject({
    settings: { to: ["a@example.com", "b@example.com", "c@example.com"], user: null, allowPrivate: false },
  });
});

test("a secret that is left empty is left out, so that it stays what it was", () => {
  const web = { name: "Hub", minimumSeverity: "critical", "target.url": "", "target.signingSecret": "" };
  expect(readChannelForm("email", formOf(email)).target).toMatchObject({ password: undefined });
  expect(readChannelForm("webhook", formOf(web)).target).toMatchObject({
    url: undefined,
    signingSecret: undefined,
  });
});

test("a password keeps the spaces around it", () => {
  const form = formOf({ ...email, "target.password": " two words " });
  expect(readChannelForm("email", form).target).toMatchObject({ password: " two words " });
});

test("switching a channel off changes nothing else and sends no secret", () => {
  const channel: ChannelDto = {
    id: "01a30000-0000-7000-8000-000000000001",
    name: "Hub",
    kind: "slack",
    target: "hooks.slack.com",
    settings: { host: "hooks.slack.com", allowPrivate: false },
    minimumSeverity: "critical",
    isEnabled: true,
    lastSuccessAt: null,
    lastFailureAt: null,
    lastFailure: null,
    pending: 0,
    dead: 0,
  };
  expect(updateChannelInput.parse(unchanged(channel))).toEqual({
    id: channel.id,
    name: "Hub",
    minimumSeverity: "critical",
    isEnabled: true,
    target: { kind: "slack", allowPrivate: false },
  });
});
