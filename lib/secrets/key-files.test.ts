import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKeyPair, type KeyFolders } from "#lib/secrets/create-key-pair.ts";
import { loadKeyring } from "#lib/secrets/load-keyring.ts";
import { loadPublicKey } from "#lib/secrets/load-public-key.ts";
import { openSecret } from "#lib/secrets/open.ts";
import { sealSecret } from "#lib/secrets/seal.ts";

let directory: string;
let folders: KeyFolders;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-keys-"));
  folders = { privateDirectory: join(directory, "private"), publicDirectory: join(directory, "public") };
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const privateFile = () => join(folders.privateDirectory, "key-1.private.json");
const publicFile = () => join(folders.publicDirectory, "key-1.public.json");
const mode = async (path: string) => (await stat(path)).mode & 0o777;

describe("creating a key pair", () => {
  it("gives the private file to its owner only and the public one to read", async () => {
    await createKeyPair(folders, 1);
    expect(await mode(folders.privateDirectory)).toBe(0o700);
    expect(await mode(privateFile())).toBe(0o400);
    expect(await mode(publicFile())).toBe(0o444);
    expect(JSON.parse(await readFile(publicFile(), "utf8"))).not.toHaveProperty("d");
  });

  it("makes a pair that seals and opens", async () => {
    await createKeyPair(folders, 1);
    const place = { rowId: "1", column: "t.c" };
    const sealed = await sealSecret(await loadPublicKey(folders.publicDirectory), place, "s3cret");
    expect(await openSecret(await loadKeyring(folders.privateDirectory), place, sealed)).toBe("s3cret");
  });

  it("never overwrites: the same version, or an older one, is refused and the files stay", async () => {
    await createKeyPair(folders, 2);
    const before = await readFile(join(folders.privateDirectory, "key-2.private.json"), "utf8");
    for (const version of [1, 2]) {
      await expect(createKeyPair(folders, version)).rejects.toMatchObject({
        code: "CONFLICT",
        reason: "key-exists",
      });
    }
    expect(await readFile(join(folders.privateDirectory, "key-2.private.json"), "utf8")).toBe(before);
    expect(await readdir(folders.privateDirectory)).toHaveLength(1);
  });

  it("is refused when only one half is left of an earlier pair", async () => {
    await createKeyPair(folders, 1);
    await rm(privateFile());
    await expect(createKeyPair(folders, 1)).rejects.toMatchObject({ reason: "key-exists" });
  });

  it("run twice at once makes one pair", async () => {
    const results = await Promise.allSettled([1, 2, 3].map(() => createKeyPair(folders, 1)));
    const refusals = results.filter((result) => result.status === "rejected");
    expect(refusals.map(({ reason }) => reason.reason)).toEqual(["key-exists", "key-exists"]);
    const [kid] = (await loadKeyring(folders.privateDirectory)).keys();
    expect((await loadPublicKey(folders.publicDirectory)).kid).toBe(kid);
  });
});

describe("loading keys", () => {
  it("keeps old versions to open with and offers the newest to seal with", async () => {
    await createKeyPair(folders, 1);
    const second = await createKeyPair(folders, 2);
    await createKeyPair(folders, 10);
    expect((await loadKeyring(folders.privateDirectory)).size).toBe(3);
    expect((await loadKeyring(folders.privateDirectory)).has(second.kid)).toBe(true);
    expect((await loadPublicKey(folders.publicDirectory)).kid).toMatch(/^10-/);
  });

  it("a missing key or folder refuses with instructions", async () => {
    const missing = { code: "PRECONDITION", reason: "key-missing", hint: expect.stringContaining("escrow") };
    await expect(loadKeyring(folders.privateDirectory)).rejects.toMatchObject(missing);
    await expect(loadPublicKey(folders.publicDirectory)).rejects.toMatchObject(missing);
    await mkdir(folders.privateDirectory);
    await expect(loadKeyring(folders.privateDirectory)).rejects.toMatchObject(missing);
  });

  it("a damaged private key refuses to start and its content is in no message", async () => {
    await createKeyPair(folders, 1);
    const { d } = JSON.parse(await readFile(privateFile(), "utf8"));
    await chmod(privateFile(), 0o600);
    await writeFile(privateFile(), `{"d": "${d}",`);
    const error = await loadKeyring(folders.privateDirectory).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "PRECONDITION", reason: "key-unreadable", cause: undefined });
    expect(String(error)).not.toContain(d);
  });

  it("a private key that others may read refuses to start", async () => {
    await createKeyPair(folders, 1);
    await chmod(privateFile(), 0o440);
    await expect(loadKeyring(folders.privateDirectory)).rejects.toMatchObject({ reason: "key-exposed" });
  });
});
