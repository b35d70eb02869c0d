import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_ORIGIN } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addResource, auditOf, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { downloadSeries } from "#lib/request/download-series.ts";
import { installation } from "#lib/request/installation.ts";

const AUTH_SECRET = "a secret of the tests, long enough to be one";
const at = 1_795_356_190_123_456n;

let control: ControlDatabase;
let auditor: Person;
let resource: SampleResource;
beforeAll(async () => {
  control = await createControlDatabase();
  process.env.HOLDFAST_WEB_DATABASE_URL = control.webUrl;
  process.env.HOLDFAST_ORIGIN = TEST_ORIGIN;
  process.env.HOLDFAST_PUBLIC_KEY_FILE = control.keys.publicKeyFile;
  process.env.NEXTAUTH_SECRET = AUTH_SECRET;
  auditor = await addPerson(control, ["auditor"]);
  resource = await addResource(control);
  const split = { approvalMs: 1, queueMs: 2, safetyMs: 3, restoreMs: 4, replayMs: 5, validationMs: 6 };
  await control.owner.measurement.create({
    data: { resourceId: resource.id, kind: "rto", atMicros: at, valueMs: 30n, details: split },
  });
});
afterAll(async () => {
  const { db, queue } = await installation();
  await queue.stop();
  await db.$disconnect();
  await control.close();
});

async function download(as: Person | null) {
  const query = `kind=rto&fromMicros=${at - 1n}&toMicros=${at + 1n}`;
  const headers = new Headers();
  if (as) {
    const token = await encode({ token: { sessionId: as.actor.sessionId }, secret: AUTH_SECRET });
    headers.set("cookie", `holdfast.session=${token}`);
  }
  const request = new Request(`${TEST_ORIGIN}/api/v1/resources/x/series/csv?${query}`, { headers });
  return downloadSeries(request, { params: Promise.resolve({ id: resource.id }) });
}

describe("what was measured, as a file", () => {
  test("is not for strangers", async () => {
    expect((await download(null)).status).toBe(401);
  });

  test("has every measurement in UTC, split as it was measured, and leaves an entry", async () => {
    const response = await download(auditor);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toContain(`${resource.name}-rto.csv`);
    const [head = "", line = "", ...rest] = (await response.text()).trimEnd().split("\r\n");
    expect(rest).toEqual([]);
    expect(head).toContain('"at","kind","type","value","unit","unusual","operation","approval (ms)"');
    expect(line).toBe('"2026-11-22T14:03:10.123456Z","rto","","30","ms","no","","1","2","3","4","5","6","9"');
    expect(await auditOf(control.owner, { action: "series.download" })).toMatchObject([
      { actorName: auditor.name, details: { kind: "rto" } },
    ]);
  });
});
