import { readFile } from "node:fs/promises";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import { createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type ObjectStore, startObjectStore } from "#e2e/fixtures/object-store.ts";
import { openS3Client, type S3Location } from "#lib/storage/open-s3-client.ts";
import { probeObjectStore } from "#lib/storage/probe-s3.ts";
import { removeOldProbes } from "#lib/storage/remove-old-probes.ts";
import { type ObjectStoreProbe, objectStoreChecks, objectStoreProbeSchema } from "#lib/storage/schema.ts";

let store: ObjectStore;
const servers: (Server | TcpServer)[] = [];

beforeAll(async () => {
  store = await startObjectStore();
  await store.createBucket("plain");
  await store.createBucket("lock", { objectLock: true });
  await store.createBucket("lock-default", { objectLock: true, defaultRetentionDays: 1 });
});
afterAll(() => store?.stop());
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const probe = (location: S3Location, signal = AbortSignal.timeout(60_000)) =>
  probeObjectStore(location, { signal, log: () => undefined });
const finding = (result: ObjectStoreProbe, name: string) => result.findings.find((one) => one.name === name);
const failed = (result: ObjectStoreProbe) =>
  result.findings.filter(({ status }) => status === "failed").map(({ name }) => name);

describe("a bucket that works", () => {
  it("has one finding per check, is usable over TLS 1.3, and the result survives JSON", async () => {
    const result = await probe(store.locate("plain", "backups/main"));
    expect(result).toMatchObject({ isUsable: true, tlsVersion: "TLSv1.3", isVersioned: false });
    expect(result.findings.map(({ name }) => name)).toEqual(objectStoreChecks);
    expect(failed(result)).toEqual([]);
    expect(result.latencyMs).toBeGreaterThan(0);
    expect(objectStoreProbeSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  });

  it.each(["plain", "lock"])("leaves nothing that could be deleted (%s)", async (bucket) => {
    const location = store.locate(bucket, "traces");
    await probe(location);
    await expect
      .poll(() => removeAndCount(location), { timeout: 30_000, interval: 1_000, message: "locks run out" })
      .toBe(0);
  });
});

describe("Object Lock is judged by a canary", () => {
  it("a plain bucket has none", async () => {
    const result = await probe(store.locate("plain", ""));
    expect(result.objectLock).toBe("off");
    expect(finding(result, "objectLock")).toMatchObject({ status: "warning" });
    expect(finding(result, "versioning")).toMatchObject({ status: "warning" });
  });

  it("a lock bucket without default retention protects only what asks for it", async () => {
    const result = await probe(store.locate("lock", ""));
    expect(result).toMatchObject({ isUsable: true, isVersioned: true, objectLock: "on-request" });
    expect(finding(result, "objectLock")).toMatchObject({ status: "warning" });
  });

  it("a lock bucket with default retention protects every object", async () => {
    const result = await probe(store.locate("lock-default", ""));
    expect(result).toMatchObject({ isUsable: true, objectLock: "every-object" });
    expect(finding(result, "objectLock")).toMatchObject({ status: "ok" });
  });

  it("a store that accepts locks and deletes all the same is found out", async () => {
    const port = await listenHttps(storeWithoutScruples());
    const result = await probe({ ...store.locate("plain", ""), port });
    expect(result).toMatchObject({ isUsable: true, objectLock: "false-promise" });
    expect(finding(result, "objectLock")).toMatchObject({ status: "failed" });
  });
});

describe("what is wrong is named, and what depends on it is unknown", () => {
  it("a wrong secret", async () => {
    const result = await probe({ ...store.locate("plain", ""), secretAccessKey: "not-the-secret" });
    expect(result.isUsable).toBe(false);
    expect(failed(result)).toEqual(["credentials"]);
    expect(finding(result, "write")).toMatchObject({ status: "unknown" });
    expect(JSON.stringify(result)).not.toContain("not-the-secret");
  });

  it("an unknown access key", async () => {
    expect(failed(await probe({ ...store.locate("plain", ""), accessKeyId: "nobody" }))).toEqual([
      "credentials",
    ]);
  });

  it.each(["absent", "No Bucket Name"])("a missing bucket (%s)", async (bucket) => {
    const result = await probe(store.locate(bucket, ""));
    expect(failed(result)).toEqual(["bucket"]);
    expect(finding(result, "credentials")).toMatchObject({ status: "ok" });
  });

  it("a certificate authority that is not trusted", async () => {
    expect(failed(await probe({ ...store.locate("plain", ""), caFile: null }))).toEqual(["certificate"]);
  });

  it("a certificate for another host name", async () => {
    const result = await probe({
      ...store.locate("plain", ""),
      endpoint: "127.0.0.2",
      port: await forward(),
    });
    expect(failed(result)).toEqual(["certificate"]);
  });

  it("a CA file that cannot be read", async () => {
    await expect(
      probe({ ...store.locate("plain", ""), caFile: "/nonexistent/ca.crt" }),
    ).rejects.toMatchObject({
      code: "PRECONDITION",
      reason: "ca-file-unreadable",
    });
  });
});

describe("the connection", () => {
  it("a port nobody listens on fails at once", async () => {
    const result = await probe({ ...store.locate("plain", ""), port: 1 });
    expect(failed(result)).toEqual(["connection"]);
    expect(result).toMatchObject({ isUsable: false, tlsVersion: null, objectLock: "unknown" });
  });

  it("a host that accepts and says nothing fails within seconds", async () => {
    const startedAt = Date.now();
    const port = await listen(createTcpServer(() => undefined));
    expect(failed(await probe({ ...store.locate("plain", ""), port }))).toEqual(["tls"]);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });

  it("a server that speaks TLS 1.2 at most is refused before any credential is sent", async () => {
    let requests = 0;
    const port = await listenHttps(() => requests++, { maxVersion: "TLSv1.2" });
    const result = await probe({ ...store.locate("plain", ""), port });
    expect(result).toMatchObject({ isUsable: false, tlsVersion: "TLSv1.2" });
    expect(finding(result, "tls")).toMatchObject({ status: "failed" });
    expect(requests).toBe(0);
    const client = await openS3Client({ ...store.locate("plain", ""), port });
    await expect(client.send(new ListObjectVersionsCommand({ Bucket: "plain" }))).rejects.toThrow();
    expect(requests).toBe(0);
  });

  it("a server without TLS is refused", async () => {
    const port = await listen(createHttpServer((_, response) => response.end()));
    expect(failed(await probe({ ...store.locate("plain", ""), port }))).toEqual(["tls"]);
  });

  it("stops when told to", async () => {
    const port = await listen(createTcpServer(() => undefined));
    const stopping = new AbortController();
    const running = probe({ ...store.locate("plain", ""), port }, stopping.signal);
    stopping.abort(new Error("stopped by test"));
    await expect(running).rejects.toThrow("stopped by test");
  });
});

/** What the next probe would find after it has cleaned up. */
async function removeAndCount(location: S3Location): Promise<number> {
  const client = await openS3Client(location);
  await removeOldProbes(client, location, { signal: AbortSignal.timeout(10_000), log: () => undefined });
  const command = new ListObjectVersionsCommand({ Bucket: location.bucket, Prefix: location.prefix });
  const { Versions = [], DeleteMarkers = [] } = await client.send(command).finally(() => client.destroy());
  return Versions.length + DeleteMarkers.length;
}

async function listenHttps(onRequest: RequestListener, options: ServerOptions = {}): Promise<number> {
  const [cert, key] = await Promise.all([readFile(store.certificateFile), readFile(store.keyFile)]);
  return listen(createHttpsServer({ cert, key, ...options }, onRequest));
}

/** The store's certificate names 127.0.0.1 and localhost, not 127.0.0.2. */
async function forward(): Promise<number> {
  const [cert, key] = await Promise.all([readFile(store.certificateFile), readFile(store.keyFile)]);
  return listen(createHttpsServer({ cert, key }), "127.0.0.2");
}

function listen(server: Server | TcpServer, host = "127.0.0.1"): Promise<number> {
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

/** The least a store must do to look as if it had Object Lock: give version ids, ignore retention. */
function storeWithoutScruples(): RequestListener {
  const objects = new Map<string, Buffer>();
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "https://localhost");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const object = objects.get(pathname);
    response.setHeader("last-modified", new Date().toUTCString());
    if (request.method === "PUT") {
      objects.set(pathname, Buffer.concat(chunks));
      response.setHeader("x-amz-version-id", "1").end();
    } else if (request.method === "DELETE") {
      objects.delete(pathname);
      response.writeHead(204).end();
    } else if (searchParams.has("versioning")) {
      response.end("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    } else if (searchParams.has("list-type") || searchParams.has("versions") || pathname === "/plain/") {
      response.end("<ListBucketResult></ListBucketResult>");
    } else {
      response.writeHead(object ? 200 : 404, { "content-length": object?.length ?? 0 }).end(object);
    }
  };
}
