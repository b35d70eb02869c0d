import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";

/** argon2id with the parameters OWASP's password storage cheat sheet recommends (19 MiB, 2 passes, 1 lane). */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const TAG_BYTES = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, MEMORY_KIB, PASSES);
  return `argon2id$m=${MEMORY_KIB},t=${PASSES}$${salt.toString("base64url")}$${tag.toString("base64url")}`;
}

/** False for a wrong password and for a person without one; takes the same time for both. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = /^argon2id\$m=(\d+),t=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored ?? "");
  const [, memory = MEMORY_KIB, passes = PASSES, salt = "", tag = ""] = match ?? [];
  const expected = Buffer.from(tag, "base64url");
  const actual = await derive(
    password,
    Buffer.from(salt || "AAAAAAAAAAAAAAAAAAAAAA", "base64url"),
    Number(memory),
    Number(passes),
  );
  return match !== null && expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    message: Buffer.from(password.normalize("NFKC"), "utf8"),
    nonce,
    parallelism: 1,
    tagLength: TAG_BYTES,
    memory,
    passes,
  };
  return new Promise((resolve, reject) => {
    argon2("argon2id", parameters, (error, tag) => (error ? reject(error) : resolve(tag)));
  });
}
