import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKeyPair, type KeyPlaces } from "#lib/secrets/create-key-pair.ts";
import { loadKeyring } from "#lib/secrets/load-keyring.ts";
import { loadPublicKey } from "#lib/secrets/load-public-key.ts";
import { openSecret } from "#lib/secrets/open.ts";
import { sealSecret } from "#lib/secrets/seal.ts";

let directory: string;
let places: KeyPlaces;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-keys-"));
  places = { privateDirectory: join(directory, "private"), publicKeyFile: join(directory, "web/key.json") };
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const privateFile = () => join(places.privateDirectory, "key-1.private.json");
const mode = async (path: string) => (await stat(path)).mode & 0o777;

describe("creating a key pair", () => {
  it("gives the private file to its owner only and the public one to read", async () => {
    await createKeyPair(places, 1);
    expect(await mode(places.privateDirectory)).toBe(0o700);
    expect(await mode(privateFile())).toBe(0o400);
    expect(await mode(places.publicKeyFile)).toBe(0o444);
    expect(JSON.parse(await readFile(places.publicKeyFile, "utf8"))).not.toHaveProperty("d");
  });

  it("makes a pair that seals and opens", async () => {
    await createKeyPair(places, 1);
    const place = { rowId: "1", column: "t.c" };
    const sealed = await sealSecret(await loadPublicKey(places.publicKeyFile), place, "s3cret");
    expect(await openSecret(await loadKeyring(places.privateDirectory), place, sealed)).toBe("s3cret");
  });

  it("never overwrites: the same version, or an older one, is refused and the files stay", async () => {
    await createKeyPair(places, 2);
    const before = await readFile(join(places.privateDirectory, "key-2.private.json"), "utf8");
    for (const version of [1, 2]) {
      await expect(createKeyPair(places, version)).rejects.toMatchObject({
        code: "CONFLICT",
        reason: "key-exists",
      });
    }
    expect(await readFile(join(places.privateDirectory, "key-2.private.json"), "utf8")).toBe(before);
    expect(await readdir(places.privateDirectory)).toHaveLength(1);
  });

  it("is refused when only one half is left of an earlier pair", async () => {
    await createKeyPair(places, 1);
    await rm(privateFile());
    await expect(createKeyPair(places, 1)).rejects.toMatchObject({ reason: "key-exists" });
  });

  it("run twice at once makes one pair", async () => {
    const results = await Promise.allSettled([1, 2, 3].map(() => createKeyPair(places, 1)));
    const refusals = results.filter((result) => result.status === "rejected");
    expect(refusals.map(({ reason }) => reason.reason)).toEqual(["key-exists", "key-exists"]);
    const [kid] = (await loadKeyring(places.privateDirectory)).keys();
    expect((await loadPublicKey(places.publicKeyFile)).kid).toBe(kid);
  });
});

describe("loading keys", () => {
  it("keeps old versions to open with and offers the newest to seal with", async () => {
    await createKeyPair(places, 1);
    const second = await createKeyPair(places, 2);
    await createKeyPair(places, 10);
    expect((await loadKeyring(places.privateDirectory)).size).toBe(3);
    expect((await loadKeyring(places.privateDirectory)).has(second.kid)).toBe(true);
    expect((await loadPublicKey(places.publicKeyFile)).kid).toMatch(/^10-/);
  });

  it("a missing key or folder refuses with instructions", async () => {
    const missing = { code: "PRECONDITION", reason: "key-missing", hint: expect.stringContaining("escrow") };
    await expect(loadKeyring(places.privateDirectory)).rejects.toMatchObject(missing);
    await expect(loadPublicKey(places.publicKeyFile)).rejects.toMatchObject(missing);
    await mkdir(places.privateDirectory);
    await expect(loadKeyring(places.privateDirectory)).rejects.toMatchObject(missing);
  });

  it("a damaged private key refuses to start and its content is in no message", async () => {
    await createKeyPair(places, 1);
    const { d } = JSON.parse(await readFile(privateFile(), "utf8"));
    await chmod(privateFile(), 0o600);
    await writeFile(privateFile(), `{"d": "${d}",`);
    const error = await loadKeyring(places.privateDirectory).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "PRECONDITION", reason: "key-unreadable", cause: undefined });
    expect(String(error)).not.toContain(d);
  });

  it("a private key that others may read refuses to start", async () => {
    await createKeyPair(places, 1);
    await chmod(privateFile(), 0o440);
    await expect(loadKeyring(places.privateDirectory)).rejects.toMatchObject({ reason: "key-exposed" });
  });
});
