import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "#lib/auth/password.ts";

const password = "correct horse battery staple";

test("a password is verified against its own hash and no other", async () => {
  const [one, two] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(one).toMatch(/^argon2id\$m=19456,t=2\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword(password, one)).toBe(true);
  expect(await verifyPassword(`${password} `, one)).toBe(false);
  expect(await verifyPassword("", one)).toBe(false);
});

test("somebody without a password, or with a damaged one, gets in with none", async () => {
  const hash = await hashPassword("");
  for (const stored of [null, "", "argon2id$m=19456,t=2$$", "plain", hash.slice(0, -1), `x${hash}`]) {
    expect(await verifyPassword("", stored)).toBe(false);
  }
});

test("the same letters in another encoding are the same password", async () => {
  expect(await verifyPassword("Zoe\u0308 am Fluss entlang", await hashPassword("Zoë am Fluss entlang"))).toBe(
    true,
  );
});

test("an older, cheaper hash is verified with its own parameters", async () => {
  const cheap = "argon2id$m=64,t=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  expect(await verifyPassword(password, cheap)).toBe(false);
});
