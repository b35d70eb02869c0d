import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_ORIGIN } from "#e2e/fixtures/control-database.ts";
import { addAlert, addWebhook, sampleMessage, tell } from "#e2e/fixtures/sample-channels.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import type { Role } from "#lib/auth/permissions.ts";
import { createChannel } from "#lib/channels/create-channel.ts";
import { getDeadMan } from "#lib/channels/get-dead-man.ts";
import { listAlertDrills } from "#lib/channels/list-alert-drills.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { listDeliveries } from "#lib/channels/list-deliveries.ts";
import { notify } from "#lib/channels/notify.ts";
import { replayDelivery } from "#lib/channels/replay-delivery.ts";
import { deliveryMessage } from "#lib/channels/schema.ts";
import { startAlertDrill } from "#lib/channels/start-alert-drill.ts";
import { testChannel } from "#lib/channels/test-channel.ts";
import { updateChannel } from "#lib/channels/update-channel.ts";
import { updateDeadMan } from "#lib/channels/update-dead-man.ts";
import type { Database } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";

const SECRET_URL = "https://hooks.example.com/services/T0/B0/very-secret-path";
const PASSWORD = "the mail server's password";

let control: ControlDatabase;
let admin: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

const hook = (options: Parameters<typeof addWebhook>[2] = {}) =>
  addWebhook(admin, SECRET_URL, { allowPrivate: false, ...options });

function addMail(name: string) {
  return createChannel(admin.ctx, {
    name,
    target: {
      kind: "email",
      settings: {
        host: "mail.example.com",
        port: 587,
        security: "starttls",
        user: "holdfast",
        from: "holdfast@example.com",
        to: ["ops@example.com", "boss@example.com"],
      },
      password: PASSWORD,
    },
  });
}

/** Every row of every table, as text: what somebody who stole the database would read. */
async function wholeDatabase(): Promise<string> {
  const tables = await control.owner.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  const texts = await Promise.all(
    tables.map(({ name }) =>
      control.owner.$queryRawUnsafe<{ row: string }[]>(
        name === "audit_entries"
          ? `SELECT convert_from(canonical, 'UTF8') AS row FROM ${name}`
          : `SELECT t::text AS row FROM ${name} t`,
      ),
    ),
  );
  return texts
    .flat()
    .map(({ row }) => row)
    .join("\n");
}

describe("adding a channel", () => {
  test("shows a made signing secret once, and nothing secret anywhere afterwards", async () => {
    const { signingSecret, ...channel } = await hook({ name: "on call" });
    expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const mail = await addMail("operators");
    expect(mail.signingSecret).toBeNull();
    expect(mail.channel).toMatchObject({
      target: "ops@example.com and 1 more through mail.example.com",
      minimumSeverity: "warning",
      isEnabled: true,
    });
    expect(channel).toMatchObject({ target: "hooks.example.com", settings: { host: "hooks.example.com" } });
    const listed = JSON.stringify(await listChannels(admin.ctx, {}));
    const stored = await wholeDatabase();
    expect(stored).toContain("hooks.example.com");
    for (const secret of [SECRET_URL, "very-secret-path", signingSecret.slice(6), PASSWORD]) {
      expect(listed).not.toContain(secret);
      expect(stored).not.toContain(secret);
    }
    expect(await auditOf(control.owner, { subjectId: channel.id })).toMatchObject([
      {
        action: "channel.create",
        actorName: admin.name,
        details: { kind: "webhook", target: "hooks.example.com" },
      },
    ]);
  });

  test("uses a signing secret that was given, and does not show it back", async () => {
    const { signingSecret } = await createChannel(admin.ctx, {
      name: "given",
      target: { kind: "webhook", url: SECRET_URL, signingSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
    });
    expect(signingSecret).toBeNull();
  });

  test("refuses a second of the same name, one without an address, and one without its password", async () => {
    await addMail("twice");
    await expect(addMail("twice")).rejects.toMatchObject({ code: "CONFLICT", reason: "name-taken" });
    const nowhere = createChannel(admin.ctx, { name: "nowhere", target: { kind: "slack" } });
    await expect(nowhere).rejects.toMatchObject({ code: "INVALID", reason: "url" });
  });
});

describe("an address", () => {
  test.each([
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://169.254.169.254/latest/meta-data",
    "https://10.1.2.3/x",
    "https://100.64.0.1/x",
    "https://[fd00:ec2::254]/x",
    "https://2130706433/x",
    "https://localhost/x",
  ])("inside the network, %s, is refused when it is typed in", async (url) => {
    const added = addWebhook(admin, url, { allowPrivate: false });
    await expect(added).rejects.toMatchObject({ code: "INVALID", reason: "private-address" });
  });

  test("that is not encrypted, or contains a password, is refused", async () => {
    const plain = addWebhook(admin, "http://hooks.example.com/x", { allowPrivate: false });
    await expect(plain).rejects.toMatchObject({
      code: "INVALID",
      reason: "unencrypted",
      cause: { issues: [{ path: "target.url", message: expect.stringContaining("https") }] },
    });
    const credentials = addWebhook(admin, "https://me:pw@hooks.example.com/x", { allowPrivate: false });
    await expect(credentials).rejects.toMatchObject({ code: "INVALID", reason: "credentials" });
  });
});

describe("changing a channel", () => {
  test("leaves sealed what was left out, replaces what was given, and says which in the audit trail", async () => {
    const before = await hook();
    const secretsOf = async () =>
      JSON.parse((await control.owner.channel.findUniqueOrThrow({ where: { id: before.id } })).secrets);
    const old = await secretsOf();
    const change = (url?: string) =>
      updateChannel(admin.ctx, {
        id: before.id,
        name: `${before.name} renamed`,
        minimumSeverity: "critical",
        isEnabled: false,
        target: { kind: "webhook", url },
      });
    expect(await change()).toMatchObject({
      isEnabled: false,
      minimumSeverity: "critical",
      target: "hooks.example.com",
    });
    expect(await secretsOf()).toEqual(old);
    expect(await change("https://other.example.com/x")).toMatchObject({ target: "other.example.com" });
    const { url, signingSecret } = await secretsOf();
    expect(url).not.toBe(old.url);
    expect(signingSecret).toBe(old.signingSecret);
    expect(await auditOf(control.owner, { subjectId: before.id, action: "channel.update" })).toMatchObject([
      { details: { replacedSecrets: ["url"] } },
      { details: { replacedSecrets: [], before: { isEnabled: true }, after: { isEnabled: false } } },
    ]);
  });

  test("does not make it another kind, and finds only what is there", async () => {
    const { id, name } = await hook();
    const input = {
      id,
      name,
      minimumSeverity: "info" as const,
      isEnabled: true,
      target: { kind: "slack" as const },
    };
    await expect(updateChannel(admin.ctx, input)).rejects.toMatchObject({ code: "INVALID", reason: "kind" });
    await expect(updateChannel(admin.ctx, { ...input, id: v7() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("who may", () => {
  const attempts = (person: Person, id: string) => ({
    create: () => createChannel(person.ctx, { name: v7(), target: { kind: "slack", url: SECRET_URL } }),
    update: () =>
      updateChannel(person.ctx, {
        id,
        name: v7(),
        minimumSeverity: "info",
        isEnabled: true,
        target: { kind: "webhook" },
      }),
    deadMan: () => updateDeadMan(person.ctx, { url: null }),
    test: () => testChannel(person.ctx, { id }),
    drill: () => startAlertDrill(person.ctx, {}),
    replay: () => replayDelivery(person.ctx, { id }),
  });

  test.each<[Role, string[]]>([
    ["operator", ["create", "update", "deadMan"]],
    ["manager", ["create", "update", "deadMan", "test", "drill", "replay"]],
    ["auditor", ["create", "update", "deadMan", "test", "drill", "replay"]],
  ])("%s is refused where the table says so, and it is written down", async (role, refused) => {
    const person = await addPerson(control, [role]);
    const { id } = await hook();
    for (const [name, attempt] of Object.entries(attempts(person, id))) {
      if (!refused.includes(name)) continue;
      await expect(attempt(), name).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
    }
    const denials = await auditOf(control.owner, { actorId: person.id, action: "access.deny" });
    expect(denials).toHaveLength(refused.length);
    expect((await listChannels(person.ctx, {})).items.length).toBeGreaterThan(0);
  });
});

describe("telling", () => {
  test("reaches the enabled channels that want to know, and nobody when what happened is taken back", async () => {
    await control.owner.channel.updateMany({ data: { isEnabled: false } });
    const [all, worst] = [
      await hook({ minimumSeverity: "info" }),
      await hook({ minimumSeverity: "critical" }),
    ];
    const told = async (
      severity: "critical" | "warning",
      rule: "backup-failed" | "alert-drill" = "backup-failed",
    ) => {
      const message = sampleMessage({ severity, rule });
      return control
        .worker()
        .db.$transaction((tx) => notify(tx, { message, alertId: null, now: control.clock.now() }));
    };
    expect(await told("warning")).toBe(1);
    expect(await told("critical")).toBe(2);
    expect(await told("warning", "alert-drill")).toBe(2);
    const before = await control.owner.delivery.count();
    const undone = control.worker().db.$transaction(async (tx) => {
      await notify(tx, { message: sampleMessage(), alertId: null, now: control.clock.now() });
      throw new Error("taken back");
    });
    await expect(undone).rejects.toThrow("taken back");
    expect(await control.owner.delivery.count()).toBe(before);
    const { items } = await listDeliveries(admin.ctx, { channelId: all.id });
    expect(items.map(({ message }) => message.severity)).toEqual(["warning", "critical", "warning"]);
    expect((await listChannels(admin.ctx, {})).items.find(({ id }) => id === worst.id)?.pending).toBe(2);
  });

  test("nobody says that something was sent but the worker that sent it, and nobody takes it back", async () => {
    const { id } = await hook();
    const [deliveryId = ""] = await tell(control, [id]);
    const update = (db: Database, data: Prisma.DeliveryUpdateInput) =>
      db.delivery.update({ where: { id: deliveryId }, data });
    const sent = { state: "sent" as const, sentAt: new Date() };
    const { web, worker } = { web: admin.ctx.db, worker: control.worker().db };
    await expect(update(web, sent)).rejects.toThrow(/permission denied|42501/);
    const { channelId, event, message, nextAttemptAt } = await control.owner.delivery.findUniqueOrThrow({
      where: { id: deliveryId },
    });
    const data = { channelId, event, message: jsonColumn(message), nextAttemptAt, ...sent };
    await expect(web.delivery.create({ data })).rejects.toThrow(/begins unsent/);
    await expect(update(worker, { message: {} })).rejects.toThrow(/stays so/);
    await update(worker, sent);
    await expect(update(worker, { state: "pending", sentAt: null })).rejects.toThrow(/stays so/);
    const forged = web.channel.update({ where: { id }, data: { lastSuccessAt: new Date() } });
    await expect(forged).rejects.toThrow(/permission denied|42501/);
  });

  test("a test message is a delivery like any other, also through a channel that is switched off", async () => {
    const operator = await addPerson(control, ["operator"]);
    const { id, name } = await hook();
    await control.owner.channel.update({ where: { id }, data: { isEnabled: false } });
    const delivery = await testChannel(operator.ctx, { id });
    expect(delivery).toMatchObject({
      channel: { id, name },
      state: "pending",
      attempts: 0,
      isReplayed: false,
    });
    expect(deliveryMessage.parse(delivery.message)).toMatchObject({
      event: "test",
      url: `${TEST_ORIGIN}/settings/channels`,
    });
    const entries = await auditOf(control.owner, { subjectId: id, action: "channel.test" });
    expect(entries).toMatchObject([{ actorName: operator.name, details: { deliveryId: delivery.id } }]);
  });

  test("deliveries are read page by page, each once, newest first", async () => {
    const { id } = await hook();
    for (let each = 0; each < 7; each += 1) await tell(control, [id]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDeliveries(admin.ctx, { channelId: id, limit: 3, cursor });
      seen.push(...page.items.map((each) => each.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(seen.toSorted().toReversed());
    expect(new Set(seen).size).toBe(7);
    expect((await listDeliveries(admin.ctx, { alertId: await addAlert(control) })).items).toEqual([]);
  });
});

describe("a dead letter", () => {
  test("of a channel that is switched off stays where it is", async () => {
    const { id } = await hook();
    const [deliveryId = ""] = await tell(control, [id]);
    await control.owner.delivery.update({ where: { id: deliveryId }, data: { state: "dead" } });
    await control.owner.channel.update({ where: { id }, data: { isEnabled: false } });
    const replay = () => replayDelivery(admin.ctx, { id: deliveryId });
    await expect(replay()).rejects.toMatchObject({ code: "PRECONDITION", reason: "channel-disabled" });
    await control.owner.channel.update({ where: { id }, data: { isEnabled: true } });
    expect(await replay()).toMatchObject({ state: "pending", attempts: 0 });
    const { items } = await listDeliveries(admin.ctx, { channelId: id, state: "dead" });
    expect(items).toMatchObject([{ id: deliveryId, isReplayed: true }]);
    expect(await auditOf(control.owner, { subjectId: id, action: "delivery.replay" })).toHaveLength(1);
  });
});

describe("a rehearsal", () => {
  test("is started once at a time, with every enabled channel; the next one is announced", async () => {
    await control.owner.channel.updateMany({ data: { isEnabled: false } });
    await expect(startAlertDrill(admin.ctx, {})).rejects.toMatchObject({
      code: "PRECONDITION",
      reason: "no-channel",
    });
    expect((await listAlertDrills(admin.ctx, {})).nextAutomaticAt).toBeNull();
    const { name } = await hook({ name: "drilled" });
    const ends = await Promise.allSettled([1, 2, 3].map(() => startAlertDrill(admin.ctx, {})));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
    const { items, nextAutomaticAt } = await listAlertDrills(admin.ctx, {});
    expect(items).toMatchObject([
      { outcome: null, requestedBy: admin.name, channels: [{ name, sentAt: null, error: null }] },
    ]);
    const days = (Date.parse(nextAutomaticAt ?? "") - Date.parse(items[0]?.startedAt ?? "")) / 86_400_000;
    expect(days).toBe(30);
    expect(await auditOf(control.owner, { action: "alert.drill" })).toHaveLength(1);
  });
});

describe("the dead-man address", () => {
  test("is sealed, known by its host, and forgotten when it is switched off", async () => {
    expect(await getDeadMan(admin.ctx, {})).toMatchObject({ isEnabled: false, host: null });
    const url = "https://ping.example.com/another-secret-path";
    expect(await updateDeadMan(admin.ctx, { url })).toMatchObject({
      isEnabled: true,
      host: "ping.example.com",
    });
    expect(await wholeDatabase()).not.toContain("another-secret-path");
    expect(await updateDeadMan(admin.ctx, { url: null })).toMatchObject({ isEnabled: false, host: null });
    expect(await control.owner.deadManSwitch.findFirst()).toMatchObject({ secrets: "", host: "" });
    expect(await auditOf(control.owner, { action: "deadMan.update" })).toMatchObject([
      { details: { host: "none" } },
      { details: { host: "ping.example.com" } },
    ]);
  });

  test("inside the network is refused unless that is allowed", async () => {
    const set = (allowPrivate: boolean) =>
      updateDeadMan(admin.ctx, { url: "http://10.0.0.7/ping", allowPrivate });
    await expect(set(false)).rejects.toMatchObject({ code: "INVALID" });
    expect(await set(true)).toMatchObject({ host: "10.0.0.7" });
  });
});
