import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCertificates } from "#e2e/fixtures/object-store/create-certificates.ts";
import { portOf, startWebhookReceiver, type WebhookReceiver } from "#e2e/fixtures/webhook-receiver.ts";
import { callWeb, type WebCall } from "#jobs/delivery/call-web.ts";

let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(() => receiver.stop());

function call(url: string, changes: Partial<WebCall> = {}, signal = new AbortController().signal) {
  return callWeb({ url, allowPrivate: true, method: "POST", body: "{}", ...changes }, signal);
}

describe("addresses inside the network", () => {
  test.each([
    "http://127.0.0.1/x",
    "http://[::1]/x",
    "http://[::ffff:127.0.0.1]/x",
    "http://169.254.169.254/latest/meta-data",
    "http://10.1.2.3/x",
    "http://100.64.0.1/x",
    "http://[fd00:ec2::254]/x",
    "http://[64:ff9b::7f00:1]/x",
    "http://2130706433/x",
    "http://0/x",
    "http://localhost/x",
  ])("%s is refused before anything is sent", async (url) => {
    expect(await call(url, { allowPrivate: false })).toMatchObject({
      kind: "refused",
      patience: "short",
      sentence: expect.stringContaining("private network"),
    });
  });

  test("a name that leads there is refused like the address, and reached only when that is allowed", async () => {
    const url = `http://localhost:${new URL(receiver.origin).port}/x`;
    const result = await call(url, { allowPrivate: false });
    expect(result).toMatchObject({
      sentence: expect.stringMatching(/^localhost leads into a private network/),
    });
    expect(receiver.requests).toEqual([]);
    expect(await call(url)).toEqual({ kind: "accepted" });
    expect(receiver.requests).toHaveLength(1);
  });

  test("a redirect does not lead there either: it is not followed", async () => {
    const inner = await startWebhookReceiver();
    receiver.script = [{ redirect: `${inner.origin}/admin` }];
    expect(await call(receiver.origin)).toMatchObject({ kind: "refused", patience: "long" });
    expect(inner.requests).toEqual([]);
    await inner.stop();
  });
});

describe("what is answered", () => {
  test.each([200, 201, 202, 204, 299])("%i is accepted", async (status) => {
    receiver.script = [{ status }];
    expect(await call(receiver.origin)).toEqual({ kind: "accepted" });
  });

  test.each([
    [400, "long"],
    [401, "short"],
    [403, "short"],
    [404, "short"],
    [408, "long"],
    [410, "none"],
    [429, "long"],
    [500, "long"],
    [503, "long"],
  ])("%i is not, and is tried again with %s patience", async (status, patience) => {
    receiver.script = [{ status }];
    expect(await call(receiver.origin)).toMatchObject({ kind: "refused", patience });
  });

  test("is read only to a limit, and repeated only if it is a word", async () => {
    const echo = `no such hook: ${"/services/secret".repeat(100_000)}`;
    receiver.script = [
      { status: 500, body: echo },
      { status: 500, body: "rate_limited" },
      { status: 200, body: echo },
    ];
    const { host } = new URL(receiver.origin);
    expect(await call(`${receiver.origin}/services/secret`)).toMatchObject({ kind: "refused" });
    const word = await call(`${receiver.origin}/services/secret`);
    expect(word).toMatchObject({ sentence: `${host} answered 500 (rate_limited).` });
    expect(await call(receiver.origin)).toEqual({ kind: "accepted" });
  });

  test("nothing of the address but its host is in any sentence", async () => {
    const sentences = [];
    for (const answer of [{ status: 500 }, { status: 404 }, { redirect: "/secret" }] as const) {
      receiver.script = [answer];
      sentences.push(await call(`${receiver.origin}/hook/secret?key=secret`));
    }
    await receiver.stop();
    sentences.push(await call(`${receiver.origin}/hook/secret?key=secret`));
    expect(JSON.stringify(sentences)).not.toContain("secret");
    receiver = await startWebhookReceiver();
  });

  test("a worker that shuts down does not wait for it, and calls nothing accepted or refused", async () => {
    receiver.script = ["hang"];
    const abort = new AbortController();
    receiver.onRequest = () => abort.abort(new Error("shutting down"));
    await expect(call(receiver.origin, {}, abort.signal)).rejects.toThrow("shutting down");
  });
});

describe("over TLS", () => {
  const authorities = getCACertificates("default");
  let directory: string;
  let url: string;
  let stop: () => void;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "hf-web-"));
    const { keyFile, certificateFile } = await createCertificates(directory);
    const options = { key: await readFile(keyFile), cert: await readFile(certificateFile) };
    const server = createServer(options, (_request, response) => response.end("ok"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `https://localhost:${portOf(server.address())}/x`;
    stop = () => server.close();
  });
  afterAll(async () => {
    setDefaultCACertificates(authorities);
    stop();
    await rm(directory, { recursive: true, force: true });
  });

  test("a certificate that nobody vouches for is refused", async () => {
    expect(await call(url)).toMatchObject({
      kind: "refused",
      sentence: expect.stringMatching(/could not be reached \([A-Z_]+\)/),
    });
  });

  test("the name is what the certificate is checked against, though the checked address is what is called", async () => {
    setDefaultCACertificates([...authorities, await readFile(join(directory, "ca.crt"), "utf8")]);
    expect(await call(url)).toEqual({ kind: "accepted" });
  });
});
