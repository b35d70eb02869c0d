import { CompactEncrypt, CompactSign, generateSecret, importJWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { generateKeyPair } from "#lib/secrets/generate-key-pair.ts";
import { openSecret } from "#lib/secrets/open.ts";
import { readSealedHeader } from "#lib/secrets/read-sealed-header.ts";
import type { Keyring, PublicKey } from "#lib/secrets/schema.ts";
import { sealSecret } from "#lib/secrets/seal.ts";

const place = { rowId: "5f0c", column: "repository.cipherPass" };
const secret = "correct horse · Ελληνικά · 秘密";
let publicKey: PublicKey;
let keyring: Keyring;
let sealed: string;

beforeAll(async () => {
  const pair = await generateKeyPair(1);
  publicKey = pair.publicKey;
  keyring = new Map([[pair.privateKey.kid, pair.privateKey]]);
  sealed = await sealSecret(publicKey, place, secret);
});

describe("a sealed secret", () => {
  it("opens to the same text where it was sealed for", async () => {
    expect(await openSecret(keyring, place, sealed)).toBe(secret);
    expect(await openSecret(keyring, place, await sealSecret(publicKey, place, ""))).toBe("");
  });

  it("never shows the secret and never looks the same twice", async () => {
    expect(sealed).not.toContain(Buffer.from(secret).toString("base64url"));
    expect(await sealSecret(publicKey, place, secret)).not.toBe(sealed);
  });

  it("names its key version, row and column", () => {
    expect(readSealedHeader(sealed)).toMatchObject({ ...place, kid: publicKey.kid });
  });

  it.each([
    ["another row", { ...place, rowId: "77aa" }],
    ["another column", { ...place, column: "repository.secretAccessKey" }],
  ])("does not open for %s", async (_, other) => {
    await expect(openSecret(keyring, other, sealed)).rejects.toMatchObject({ reason: "secret-moved" });
  });

  it("does not open when its header is rewritten for the place it was moved to", async () => {
    const [header, ...rest] = parts(sealed);
    const moved = { ...JSON.parse(Buffer.from(header, "base64url").toString()), rowId: "77aa" };
    const forged = [Buffer.from(JSON.stringify(moved)).toString("base64url"), ...rest].join(".");
    await expect(openSecret(keyring, { ...place, rowId: "77aa" }, forged)).rejects.toMatchObject({
      reason: "secret-altered",
    });
  });

  it("does not open with a key of the same id that is another key", async () => {
    const other = await generateKeyPair(1);
    const wrong: Keyring = new Map([[publicKey.kid, other.privateKey]]);
    await expect(openSecret(wrong, place, sealed)).rejects.toMatchObject({ reason: "secret-altered" });
  });

  it("says which key is missing when the keyring lacks it", async () => {
    await expect(openSecret(new Map(), place, sealed)).rejects.toMatchObject({
      code: "PRECONDITION",
      reason: "key-missing",
      message: expect.stringContaining(publicKey.kid),
      hint: expect.stringContaining("escrow"),
    });
  });

  it("still opens with its old key after a rotation, and new ones carry the new version", async () => {
    const next = await generateKeyPair(2);
    const both: Keyring = new Map([...keyring, [next.privateKey.kid, next.privateKey]]);
    const resealed = await sealSecret(next.publicKey, place, await openSecret(both, place, sealed));
    expect(readSealedHeader(resealed).kid).toBe(next.publicKey.kid);
    expect(await openSecret(both, place, resealed)).toBe(secret);
    await expect(openSecret(keyring, place, resealed)).rejects.toMatchObject({ reason: "key-missing" });
  });

  it("does not open after any one of its parts was altered", async () => {
    for (const index of [2, 3, 4]) {
      const altered = parts(sealed).map((part, at) => (at === index ? flipFirst(part) : part));
      await expect(openSecret(keyring, place, altered.join("."))).rejects.toMatchObject({
        reason: "secret-altered",
      });
    }
  });

  it("does not open when cut short at any length", async () => {
    for (let length = 0; length < sealed.length; length += 7) {
      await expect(openSecret(keyring, place, sealed.slice(0, length))).rejects.toMatchObject({
        code: "INVALID",
      });
    }
  });
});

describe("opening refuses every other form of token", () => {
  const header = () => ({ kid: publicKey.kid, ...place });
  const encrypt = async (extra: { alg: string; enc: string }, key: CryptoKey | Uint8Array) =>
    new CompactEncrypt(Buffer.from(secret)).setProtectedHeader({ ...header(), ...extra }).encrypt(key);

  it("a shared key (dir)", async () => {
    const key = await generateSecret("A256GCM");
    await refused(await encrypt({ alg: "dir", enc: "A256GCM" }, key));
  });

  it("another key agreement or cipher", async () => {
    const key = await importJWK(publicKey, "ECDH-ES");
    if (key instanceof Uint8Array) throw new Error("not an asymmetric key");
    await refused(await encrypt({ alg: "ECDH-ES+A256KW", enc: "A256GCM" }, key));
    await refused(await encrypt({ alg: "ECDH-ES", enc: "A128CBC-HS256" }, key));
  });

  it("an RSA-encrypted value", async () => {
    const { publicKey: rsa } = await crypto.subtle.generateKey(
      { name: "RSA-OAEP", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
      true,
      ["encrypt", "decrypt"],
    );
    await refused(await encrypt({ alg: "RSA-OAEP-256", enc: "A256GCM" }, rsa));
  });

  it("an unprotected value (alg none)", async () => {
    const none = Buffer.from(JSON.stringify({ ...header(), alg: "none" })).toString("base64url");
    await refused(`${none}.${Buffer.from(secret).toString("base64url")}.`);
    await refused(`${none}..aaaa.${Buffer.from(secret).toString("base64url")}.aaaa`);
  });

  it("a signed value, compressed content, JSON form, nonsense", async () => {
    const key = await generateSecret("HS256", { extractable: true });
    const signed = new CompactSign(Buffer.from(secret)).setProtectedHeader({ ...header(), alg: "HS256" });
    await refused(await signed.sign(key));
    const [first, ...rest] = parts(sealed);
    const zipped = { ...JSON.parse(Buffer.from(first, "base64url").toString()), zip: "DEF" };
    await refused([Buffer.from(JSON.stringify(zipped)).toString("base64url"), ...rest].join("."));
    await refused(JSON.stringify({ protected: first, ciphertext: rest[2] }));
    await refused("....");
    await refused(secret);
  });

  async function refused(token: string): Promise<void> {
    await expect(openSecret(keyring, place, token)).rejects.toMatchObject({
      code: "INVALID",
      reason: "secret-form",
      message: expect.not.stringContaining(secret),
    });
  }
});

function parts(token: string): [string, ...string[]] {
  const [first = "", ...rest] = token.split(".");
  return [first, ...rest];
}

function flipFirst(part: string): string {
  return (part.startsWith("A") ? "B" : "A") + part.slice(1);
}
