import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createRepositoryInput } from "#lib/repositories/schema.ts";
import { createResourceInput } from "#lib/resources/schema.ts";
import { createUserInput } from "#lib/users/schema.ts";
import { issueWords } from "./issue-words.ts";

function wordsOf(schema: z.ZodType, value: unknown): Record<string, string> {
  const parsed = schema.safeParse(value, { error: issueWords });
  return Object.fromEntries((parsed.error?.issues ?? []).map((one) => [one.path.join("."), one.message]));
}

describe("what a form says about a field", () => {
  it("is never the schema library's own language", () => {
    const words = [
      wordsOf(createUserInput, { email: "nobody", name: "", roles: [] }),
      wordsOf(createRepositoryInput, {
        kind: "s3",
        name: "",
        host: "",
        location: { endpoint: "", port: 99_999, bucket: "b", prefix: "a b", uriStyle: "other" },
        accessKeyId: "",
        secretAccessKey: "",
        passphrase: "short",
      }),
      wordsOf(createResourceInput, {
        name: "Orders DB",
        kind: "postgres",
        host: "",
        settings: { dataDirectory: "data", socketDirectory: "/run", port: Number.NaN, user: "" },
        repositoryIds: [],
        objectives: { rpoSeconds: 0, rtoSeconds: 1.5 },
      }),
    ].flatMap((one) => Object.values(one));
    expect(words.length).toBeGreaterThan(15);
    for (const sentence of words) expect(sentence).not.toMatch(/expected|invalid|>=|<=|received/i);
  });

  it("is what the schema says, where it says something", () => {
    const words = wordsOf(createResourceInput, { name: "Orders DB", repositoryIds: [] });
    expect(words.name).toBe("Use lower-case letters, digits and hyphens.");
    expect(words.repositoryIds).toBe("Choose at least one repository.");
  });

  it("says that something is missing", () => {
    expect(wordsOf(z.object({ name: z.string().min(1) }), { name: "" })).toEqual({ name: "This is needed." });
  });
});
