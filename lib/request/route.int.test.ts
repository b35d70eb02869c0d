import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_ORIGIN } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person, TEST_PASSWORD } from "#e2e/fixtures/sample-people.ts";
import { addRequest } from "#e2e/fixtures/sample-requests.ts";
import { addResource, auditOf, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { v7 } from "#lib/format/uuid.ts";
import { downloadAudit } from "#lib/request/download-audit.ts";
import { downloadLog } from "#lib/request/download-log.ts";
import { endpoint } from "#lib/request/endpoint.ts";
import { eventStream } from "#lib/request/event-stream.ts";
import { installation } from "#lib/request/installation.ts";
import type { RouteHandler } from "#lib/request/route.ts";
import { serveOpenApi } from "#lib/request/serve-openapi.ts";
import { revokeSession } from "#lib/sessions/revoke-session.ts";
import { createToken } from "#lib/tokens/create-token.ts";

const AUTH_SECRET = "a secret of the tests, long enough to be one";

let control: ControlDatabase;
let operator: Person;
let resource: SampleResource;
beforeAll(async () => {
  control = await createControlDatabase();
  process.env.HOLDFAST_WEB_DATABASE_URL = control.webUrl;
  process.env.HOLDFAST_ORIGIN = TEST_ORIGIN;
  process.env.HOLDFAST_PUBLIC_KEY_FILE = control.keys.publicKeyFile;
  process.env.NEXTAUTH_SECRET = AUTH_SECRET;
  operator = await addPerson(control, ["operator"]);
  resource = await addResource(control);
});
afterAll(async () => {
  const { db, queue } = await installation();
  await queue.stop();
  await db.$disconnect();
  await control.close();
});

interface Sent {
  method?: "GET" | "POST";
  as?: Person;
  token?: string;
  cookie?: string;
  origin?: string | null;
  contentType?: string | null;
  body?: string;
  query?: string;
  id?: string;
}

async function send(handler: RouteHandler, sent: Sent = {}) {
  const headers = new Headers();
  const method = sent.method ?? "POST";
  if (sent.as)
    headers.set("cookie", `other=1; holdfast.session=${await sessionCookie(sent.as.actor.sessionId)}`);
  if (sent.cookie) headers.set("cookie", sent.cookie);
  if (sent.token) headers.set("authorization", sent.token);
  if (sent.origin !== null) headers.set("origin", sent.origin ?? TEST_ORIGIN);
  if (method === "POST" && sent.contentType !== null) {
    headers.set("content-type", sent.contentType ?? "application/json");
  }
  const request = new Request(`${TEST_ORIGIN}/api/v1/x${sent.query ?? ""}`, {
    method,
    headers,
    body: method === "POST" ? (sent.body ?? "{}") : undefined,
  });
  return handler(request, { params: Promise.resolve(sent.id === undefined ? {} : { id: sent.id }) });
}

function sessionCookie(sessionId: string, secret = AUTH_SECRET): Promise<string> {
  return encode({ token: { sessionId }, secret });
}

const backups = endpoint("POST /backups");
const order = () => JSON.stringify({ resourceId: resource.id, type: "full" });
const countBackups = () => control.owner.operation.count({ where: { kind: "backup" } });

/** The request was answered with this problem, and did nothing. */
async function expectProblem(sent: Sent, status: number, expected: object) {
  const before = await countBackups();
  const response = await send(backups, { body: order(), ...sent });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status, ...expected });
  expect(await countBackups()).toBe(before);
}

describe("a request that changes something (T14, T31)", () => {
  test("signed in, from our own page, as JSON: it is done", async () => {
    const response = await send(backups, { as: operator, body: order() });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ kind: "backup", status: "queued" });
  });

  test.each([
    ["another site", "https://evil.example"],
    ["another port", "http://127.0.0.1:3001"],
    ["the same name over https", TEST_ORIGIN.replace("http:", "https:")],
    ["a sandboxed page", "null"],
    ["our origin as a prefix", `${TEST_ORIGIN}.evil.example`],
  ])("from %s: refused", async (_, origin) => {
    await expectProblem({ as: operator, origin }, 403, { code: "FORBIDDEN", reason: "origin" });
  });

  test("without saying where it comes from: refused", async () => {
    await expectProblem({ as: operator, origin: null }, 403, { reason: "origin" });
  });

  test.each([
    [null],
    ["text/plain"],
    ["application/x-www-form-urlencoded"],
    ["multipart/form-data; boundary=x"],
    ["application/jsonx"],
  ])("with the content type %s: refused", async (contentType) => {
    const body = contentType === null ? undefined : order();
    await expectProblem({ as: operator, contentType, ...(body && { body }) }, 400, {
      reason: "content-type",
    });
  });

  test.each([["{"], ["[]"], ['"text"'], ["null"], [""]])("with the body %s: refused", async (body) => {
    await expectProblem({ as: operator, body }, 400, { code: "INVALID", reason: "json" });
  });

  test("with a wrong field: refused, naming it", async () => {
    const body = JSON.stringify({ resourceId: "not-an-id", type: "huge" });
    const issues = [{ path: "resourceId" }, { path: "type" }];
    await expectProblem({ as: operator, body }, 400, { code: "INVALID", reason: "input", issues });
  });

  test("with text that no database can store: refused", async () => {
    for (const name of ["a\0b", "\ud800"]) {
      const body = JSON.stringify({ resourceId: resource.id, type: "full", [name]: name });
      await expectProblem({ as: operator, body }, 400, { code: "INVALID" });
    }
  });

  test("by nobody: refused", async () => {
    await expectProblem({}, 401, { code: "UNAUTHENTICATED", reason: "signed-out" });
  });

  test("by somebody without the role: refused, and written down", async () => {
    const auditor = await addPerson(control, ["auditor"]);
    await expectProblem({ as: auditor }, 403, { code: "FORBIDDEN", reason: "role" });
    expect(await auditOf(control.owner, { actorId: auditor.id })).toMatchObject([
      { action: "access.deny", outcome: "denied", details: { verb: "backup.start" } },
    ]);
  });

  test("the path decides which row, whatever the body says", async () => {
    const { vote } = await addRequest(control);
    const other = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    const response = await send(endpoint("POST /changes/{id}/reject"), {
      as: manager,
      id: vote.id,
      body: JSON.stringify({ id: other.vote.id, planHash: vote.planHash, reason: "other" }),
    });
    expect(await response.json()).toMatchObject({ id: vote.id, decision: "rejected" });
  });
});

describe("a session (T32)", () => {
  const whoAmI = endpoint("GET /session");

  test("ended is ended on the next request", async () => {
    const person = await addPerson(control, ["auditor"]);
    const sent = { method: "GET", as: person } as const;
    expect((await send(whoAmI, sent)).status).toBe(200);
    await revokeSession(person.ctx, { id: person.actor.sessionId });
    expect((await send(whoAmI, sent)).status).toBe(401);
  });

  test("that was idle for 30 minutes is over, whatever its cookie says", async () => {
    const person = await addPerson(control, ["auditor"]);
    const lastActiveAt = new Date(Date.now() - 30 * 60_000 - 1_000);
    await control.owner.session.update({ where: { id: person.actor.sessionId }, data: { lastActiveAt } });
    expect((await send(whoAmI, { method: "GET", as: person })).status).toBe(401);
  });

  test("reading, as pages do by themselves, does not keep it alive; only its own request does", async () => {
    const person = await addPerson(control, ["auditor"]);
    const lastActiveAt = new Date(Date.now() - 20 * 60_000);
    const where = { id: person.actor.sessionId };
    await control.owner.session.update({ where, data: { lastActiveAt } });
    await send(whoAmI, { method: "GET", as: person });
    await send(endpoint("GET /overview"), { method: "GET", as: person });
    expect((await control.owner.session.findUniqueOrThrow({ where })).lastActiveAt).toEqual(lastActiveAt);
    expect((await send(endpoint("POST /session/activity"), { as: person })).status).toBe(204);
    const touched = (await control.owner.session.findUniqueOrThrow({ where })).lastActiveAt;
    expect(touched.getTime()).toBeGreaterThan(lastActiveAt.getTime());
  });

  test("a cookie made with another secret, or about nobody, signs nobody in", async () => {
    for (const value of [
      await sessionCookie(operator.actor.sessionId, "another secret, just as long as ours is"),
      await sessionCookie(v7()),
      "garbage",
      "",
    ]) {
      const response = await send(whoAmI, { method: "GET", cookie: `holdfast.session=${value}` });
      expect(response.status).toBe(401);
    }
  });
});

describe("an API token (T31, T34)", () => {
  async function tokenOf(person: Person, scopes: string[]): Promise<string> {
    return `Bearer ${(await createToken(person.ctx, { name: "ci", scopes })).secret}`;
  }

  test("needs no origin", async () => {
    const token = await tokenOf(operator, ["backup.start"]);
    expect((await send(backups, { token, origin: null, body: order() })).status).toBe(200);
  });

  test("stands alone: a cookie beside it is not looked at", async () => {
    const token = await tokenOf(operator, ["session.read"]);
    await expectProblem({ token, as: operator }, 403, { reason: "token-scope" });
    const admin = await addPerson(control, ["admin", "operator"]);
    const response = await send(endpoint("GET /session"), { method: "GET", token, as: admin });
    expect(await response.json()).toMatchObject({ user: { id: operator.id }, verbs: ["session.read"] });
  });

  test.each([["Bearer hft_nonsense"], ["Bearer "], ["Basic b3BlcmF0b3I6eA=="], ["hft_nonsense"]])(
    "that is not one (%s) is refused, though a good cookie lies beside it",
    async (token) => {
      await expectProblem({ token, as: operator }, 401, { code: "UNAUTHENTICATED", reason: "token" });
    },
  );

  test("cannot vote, read who is who, or make more tokens", async () => {
    const all = await addPerson(control, ["operator", "manager", "admin", "auditor"]);
    const token = await tokenOf(all, ["backup.start", "restore.request"]);
    const { vote } = await addRequest(control);
    const approval = {
      id: vote.id,
      body: JSON.stringify({ planHash: vote.planHash, password: TEST_PASSWORD }),
    };
    expect((await send(endpoint("POST /changes/{id}/approve"), { token, ...approval })).status).toBe(403);
    expect((await send(endpoint("GET /users"), { token, method: "GET" })).status).toBe(403);
    const more = JSON.stringify({ name: "more", scopes: ["backup.start"] });
    expect((await send(endpoint("POST /tokens"), { token, body: more })).status).toBe(403);
  });
});

describe("files and streams are guarded by the same table", () => {
  test("strangers get none of them", async () => {
    expect((await send(downloadAudit)).status).toBe(401);
    expect((await send(downloadLog, { method: "GET", id: v7() })).status).toBe(401);
    expect((await send(eventStream, { method: "GET" })).status).toBe(401);
  });

  test("only an auditor exports the log, from our own page, and leaves a trace", async () => {
    const auditor = await addPerson(control, ["auditor"]);
    expect((await send(downloadAudit, { as: operator })).status).toBe(403);
    expect((await send(downloadAudit, { as: auditor, origin: null })).status).toBe(403);
    const response = await send(downloadAudit, { as: auditor });
    expect(response.status).toBe(200);
    const [head = "", ...lines] = (await response.text()).trimEnd().split("\n");
    const rows = await control.owner.auditEntry.findMany({
      orderBy: { position: "asc" },
      take: lines.length,
    });
    expect(JSON.parse(head)).toMatchObject({
      export: "holdfast-audit/v2",
      exportedBy: auditor.name,
      filters: {},
      entries: lines.length,
      log: { entries: lines.length, newestPosition: rows.at(-1)?.position.toString() },
    });
    expect(lines).toEqual(
      rows.map(
        ({ position, canonical }) =>
          `{"position":"${position}","entry":${Buffer.from(canonical).toString()}}`,
      ),
    );
    expect(await auditOf(control.owner, { action: "audit.export" })).toMatchObject([
      { actorName: auditor.name, details: { format: "ndjson", count: lines.length } },
    ]);
  });

  test("a spreadsheet does not run what somebody called themselves", async () => {
    const auditor = await addPerson(control, ["auditor"], {
      name: '=HYPERLINK("http://evil"),=1',
      email: "x@y.zz",
    });
    await send(downloadAudit, { as: auditor });
    const csv = await send(downloadAudit, { as: auditor, body: JSON.stringify({ format: "csv" }) });
    const text = await csv.text();
    expect(text).toContain(`"'=HYPERLINK(""http://evil""),=1"`);
    const cells = [...text.matchAll(/(?:^|,|\r\n)("(?:[^"]|"")*"|[^",\r\n]*)/g)].map(([, cell = ""]) => cell);
    expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
    expect(text).toMatch(/^"# \{""export"":""holdfast-audit\/v2"".*\}"\r\nposition,at,/);
  });

  test("an id that is none is a bad request", async () => {
    expect((await send(downloadLog, { method: "GET", as: operator, id: "x" })).status).toBe(400);
    expect((await send(downloadLog, { method: "GET", as: operator, id: v7() })).status).toBe(404);
  });

  test("the description is open, complete and valid", async () => {
    const response = await send(serveOpenApi, { method: "GET" });
    const text = await response.text();
    const document: unknown = JSON.parse(text);
    expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: `${TEST_ORIGIN}/api/v1` }] });
    expect(text).toContain('"/changes/{id}/approve"');
  });
});

test("the health check answers strangers, and with 503 once nobody keeps watch any more", async () => {
  const health = endpoint("GET /health");
  const before = await send(health, { method: "GET" });
  expect(before.status).toBe(200);
  expect(await before.json()).toMatchObject({ status: "ok", problems: [] });
  const seen = new Date(Date.now() - 5 * 60_000);
  const worker = { workerId: "w", startedAt: seen, lastSeenAt: seen, version: "1", engines: [], hooks: [] };
  await control.owner.worker.create({ data: { host: "secret-host-name", ...worker } });
  const after = await send(health, { method: "GET" });
  await control.owner.worker.deleteMany({ where: { host: "secret-host-name" } });
  expect(after.status).toBe(503);
  const text = await after.text();
  expect(text).toContain("No worker has reported for 5 min");
  expect(text).not.toContain("secret-host-name");
});

describe("what goes wrong inside stays inside", () => {
  test("an unexpected error is told without details", async () => {
    const failing: RouteHandler = (request) =>
      endpoint("GET /health")(request, { params: Promise.reject(new Error("SECRET")) });
    const response = await send(failing, { method: "GET" });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/SECRET|node_modules|at .*\.ts/);
  });
});
