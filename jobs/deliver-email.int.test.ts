import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { deliverRound } from "#e2e/fixtures/deliver-round.ts";
import { createCertificates } from "#e2e/fixtures/object-store/create-certificates.ts";
import { addAlert, tell } from "#e2e/fixtures/sample-channels.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { type SmtpSink, startSmtpSink } from "#e2e/fixtures/smtp-sink.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { deliverChannel } from "#jobs/delivery/deliver-channel.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { createChannel } from "#lib/channels/create-channel.ts";
import { updateChannel } from "#lib/channels/update-channel.ts";

const PASSWORD = "the mail server's password";
const OPS = "ops@example.com";
const BOSS = "boss@example.com";
const authorities = getCACertificates("default");

let control: ControlDatabase;
let admin: Person;
let worker: WorkerContext;
let directory: string;
let tls: { key: string; cert: string };
const sinks: SmtpSink[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "hf-mail-"));
  const files = await createCertificates(directory);
  tls = { key: await readFile(files.keyFile, "utf8"), cert: await readFile(files.certificateFile, "utf8") };
  setDefaultCACertificates([...authorities, await readFile(files.caFile, "utf8")]);
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
  worker = await testWorker(control, "w-1");
});
afterAll(async () => {
  setDefaultCACertificates(authorities);
  await control.close();
  await rm(directory, { recursive: true, force: true });
});
afterEach(async () => {
  control.clock.reset();
  await Promise.all(sinks.splice(0).map((sink) => sink.stop()));
});

async function open(options: Parameters<typeof startSmtpSink>[0] = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  sinks.push(sink);
  return sink;
}

let count = 0;

async function addMail(
  sink: SmtpSink,
  changes: {
    security?: "tls" | "starttls" | "none";
    user?: string | null;
    host?: string;
    to?: string[];
  } = {},
) {
  count += 1;
  const target = {
    kind: "email" as const,
    settings: {
      host: "localhost",
      port: sink.port,
      security: "none" as const,
      user: null,
      from: "holdfast@example.com",
      to: [OPS],
      allowPrivate: true,
      ...changes,
    },
    ...(changes.user ? { password: PASSWORD } : {}),
  };
  const { channel } = await createChannel(admin.ctx, { name: `mail ${count}`, target });
  return { ...channel, target };
}

async function send(channelId: string) {
  const [id = ""] = await tell(control, [channelId]);
  return attempt(channelId, id);
}

async function attempt(channelId: string, id: string) {
  await deliverChannel(worker, channelId, new AbortController().signal, () => 0.5);
  return control.owner.delivery.findUniqueOrThrow({ where: { id } });
}

describe("a mail", () => {
  test("says how bad, where and what, names itself after the delivery, and has text and HTML", async () => {
    const sink = await open();
    const delivery = await send((await addMail(sink)).id);
    expect(delivery).toMatchObject({ state: "sent", attempts: 1 });
    expect(sink.mails).toMatchObject([{ from: "holdfast@example.com", to: [OPS], user: null }]);
    const raw = sink.mails[0]?.raw ?? "";
    expect(raw).toContain("Subject: [critical] orders-db: backup failed");
    expect(raw).toContain(`Message-ID: <${delivery.id}@example.com>`);
    expect(raw).toContain("List-ID: Holdfast alerts <alerts.example.com>");
    expect(raw).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
  });

  test.each(["tls", "starttls"] as const)("goes out encrypted and signed in with %s", async (security) => {
    const sink = await open({ tls, mode: security, password: PASSWORD });
    const delivery = await send((await addMail(sink, { security, user: "holdfast" })).id);
    expect(delivery.lastError).toBeNull();
    expect(delivery.state).toBe("sent");
    expect(sink.mails).toMatchObject([{ isEncrypted: true, user: "holdfast" }]);
  });

  test("does not leave, nor does the password, when STARTTLS is required and not offered", async () => {
    const sink = await open({ mode: "plain", password: PASSWORD });
    const delivery = await send((await addMail(sink, { security: "starttls", user: "holdfast" })).id);
    expect(delivery).toMatchObject({
      state: "pending",
      lastError: "localhost offers no encryption that could be trusted; nothing was sent.",
    });
    expect(sink.mails).toEqual([]);
  });

  test("does not leave when the server's certificate is not to be trusted", async () => {
    const sink = await open({ tls, mode: "tls" });
    setDefaultCACertificates(authorities);
    const delivery = await send((await addMail(sink, { security: "tls" })).id);
    setDefaultCACertificates([...authorities, await readFile(join(directory, "ca.crt"), "utf8")]);
    expect(delivery.state).toBe("pending");
    expect(delivery.lastError).toContain("certificate may not be trusted");
    expect(sink.mails).toEqual([]);
  });
});

describe("many at once", () => {
  test("sixty failures reach people as one mail, and each counts as sent", async () => {
    const sink = await open();
    const { id: channelId } = await addMail(sink);
    const alerts = await Promise.all(Array.from({ length: 60 }, () => addAlert(control)));
    for (const alertId of alerts) await tell(control, [channelId], { alertId });
    await deliverRound(worker);
    expect(sink.mails).toHaveLength(1);
    const raw = sink.mails[0]?.raw ?? "";
    expect(raw).toContain("Subject: [critical] 60 messages: backup failed");
    expect(raw).toContain("10 more");
    expect(await control.owner.delivery.count({ where: { channelId, state: "sent" } })).toBe(60);
    for (const alertId of alerts) await tell(control, [channelId], { alertId, event: "resolved" });
    await deliverRound(worker);
    expect(sink.mails).toHaveLength(1);
    control.clock.advance({ seconds: 61 });
    await deliverRound(worker);
    expect(sink.mails).toHaveLength(2);
    expect(sink.mails[1]?.raw).toContain("Subject: [resolved] 60 messages: backup failed");
  });

  test("that come one after the other are ten mails, then one a minute; a test is not kept waiting", async () => {
    const sink = await open();
    const { id: channelId } = await addMail(sink);
    for (let each = 0; each < 90; each += 1) {
      await tell(control, [channelId]);
      await deliverRound(worker);
      control.clock.advance({ seconds: 1 });
    }
    // Ten by themselves, and what came in the minute after them.
    expect(sink.mails.length).toBeGreaterThanOrEqual(11);
    expect(sink.mails.length).toBeLessThanOrEqual(12);
    const before = sink.mails.length;
    await tell(control, [channelId], { event: "test", rule: null });
    await deliverRound(worker);
    expect(sink.mails.length).toBe(before + 1);
    control.clock.advance({ seconds: 61 });
    await deliverRound(worker);
    expect(await control.owner.delivery.count({ where: { channelId, state: { not: "sent" } } })).toBe(0);
  });
});

describe("a refusal", () => {
  test("of one recipient names them; the other is not written to again", async () => {
    const sink = await open();
    const channel = await addMail(sink, { to: [OPS, BOSS] });
    sink.refused.set(BOSS, { code: 450, text: "greylisted, try later" });
    const delivery = await send(channel.id);
    expect(delivery).toMatchObject({ state: "pending", accepted: [OPS], sentAt: null });
    expect(delivery.lastError).toContain(`refused ${BOSS} (450 greylisted, try later)`);
    sink.refused.clear();
    control.clock.advance({ seconds: 7 });
    expect(await attempt(channel.id, delivery.id)).toMatchObject({ state: "sent", attempts: 2 });
    expect(sink.mails.map(({ to }) => to)).toEqual([[OPS], [BOSS]]);
    const ids = sink.mails.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1]?.trim());
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  test("for good is given up after a few attempts, visibly", async () => {
    const sink = await open();
    const channel = await addMail(sink, { to: [OPS, BOSS] });
    sink.refused.set(BOSS, { code: 550, text: "no such user" });
    const { id } = await send(channel.id);
    for (let each = 0; each < 4; each += 1) {
      control.clock.advance({ hours: 1 });
      await attempt(channel.id, id);
    }
    const dead = await control.owner.delivery.findUniqueOrThrow({ where: { id } });
    expect(dead).toMatchObject({ state: "dead", attempts: 5, accepted: [OPS] });
    expect(dead.lastError).toContain(`${BOSS} (550 no such user)`);
    expect(sink.mails).toHaveLength(1);
  });

  test("of the password is told without repeating it, whatever the server says", async () => {
    const sink = await open({ tls, mode: "starttls", password: "another one" });
    const delivery = await send((await addMail(sink, { security: "starttls", user: "holdfast" })).id);
    expect(delivery.lastError).toContain("no entry for …");
    expect(JSON.stringify(delivery)).not.toContain(PASSWORD);
  });

  test("of a server that is not there, or inside the network, is told too", async () => {
    const sink = await open();
    const channel = await addMail(sink);
    await sink.stop();
    sinks.splice(0);
    expect((await send(channel.id)).lastError).toBe("localhost could not be reached (ECONNREFUSED).");
    await control.owner.channel.update({
      where: { id: channel.id },
      data: { settings: { ...channel.target.settings, allowPrivate: false } },
    });
    control.clock.advance({ hours: 1 });
    expect((await send(channel.id)).lastError).toContain("localhost leads into a private network");
  });
});

describe("the password", () => {
  test("is not sent to another server than the one it was given for", async () => {
    const sink = await open({ tls, mode: "starttls", password: PASSWORD });
    const channel = await addMail(sink, { security: "starttls", user: "holdfast" });
    const change = (host: string) =>
      updateChannel(admin.ctx, {
        id: channel.id,
        name: channel.name,
        minimumSeverity: "info",
        isEnabled: true,
        target: { kind: "email", settings: { ...channel.target.settings, host, to: [OPS, BOSS] } },
      });
    await expect(change("mail.attacker.example")).rejects.toMatchObject({ reason: "password-again" });
    await change("localhost");
    expect((await send(channel.id)).state).toBe("sent");
    expect(sink.mails).toMatchObject([{ to: [OPS, BOSS], user: "holdfast" }]);
  });

  test("is never sent in the clear", async () => {
    const sink = await open();
    const added = addMail(sink, { security: "none", user: "holdfast" });
    await expect(added).rejects.toMatchObject({ code: "INVALID", reason: "unencrypted" });
  });
});
