import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isTest } from "#e2e/fixtures/import-rules.ts";
import { readSourceTree } from "#e2e/fixtures/source-tree.ts";
import { permissionOf, permissions, type Verb } from "#lib/auth/permissions.ts";
import { api, rawEndpoints } from "#lib/request/api.ts";

const files = readSourceTree().filter((file) => !isTest(file.path));
const root = join(import.meta.dirname, "../..");

interface ExportedMethod {
  /** As in the table: "POST /changes/{id}/approve". */
  name: string;
  value: string;
}

const exported = files
  .filter((file) => /^app\/api\/v1\/.*route\.ts$/.test(file.path))
  .flatMap((file): ExportedMethod[] => {
    const path = file.path.slice("app/api/v1".length, -"/route.ts".length).replaceAll(/\[(\w+)\]/g, "{$1}");
    const methods = [
      ...file.text.matchAll(/export (?:async function|function|const|let) (\w+)(?: = (.*);)?/g),
    ];
    return methods.map(([, method = "", value = ""]) => ({ name: `${method} ${path}`, value }));
  });

interface AnyVerb {
  verb: Verb;
  writes: boolean;
}

/** Every domain verb there is, by its export. */
async function findDomainVerbs(): Promise<Map<string, AnyVerb>> {
  const verbs = new Map<string, AnyVerb>();
  for (const file of files) {
    if (!/^lib\/[^/]+\/[^/]+\.ts$/.test(file.path) || !/= (write|read)Verb\(/.test(file.text)) continue;
    const module: Record<string, unknown> = await import(join(root, file.path));
    for (const [name, value] of Object.entries(module)) {
      if (isVerb(value)) verbs.set(`${file.path} ${name}`, value);
    }
  }
  return verbs;
}

function isVerb(value: unknown): value is AnyVerb {
  return typeof value === "function" && "verb" in value && "writes" in value;
}

describe("one guard for every path (T13)", () => {
  test("every route is an endpoint of the table under its own name, or one of the raw handlers", () => {
    const unguarded = exported.filter(
      ({ name, value }) => value !== `endpoint("${name}")` && !(name in rawEndpoints),
    );
    expect(unguarded).toEqual([]);
  });

  test("every entry of the table has a route", () => {
    const names = exported.map(({ name }) => name);
    const missing = [...Object.keys(api), ...Object.keys(rawEndpoints)].filter(
      (each) => !names.includes(each),
    );
    expect(missing).toEqual([]);
  });

  test("a raw handler asks the access table for the verb it is listed with", () => {
    for (const [name, { verb }] of Object.entries(rawEndpoints)) {
      const { value } = exported.find((each) => each.name === name) ?? { value: "" };
      const handler = files.find(
        (file) => file.path.startsWith("lib/request/") && file.text.includes(`export const ${value}:`),
      );
      const reachable = handler?.imports.map((each) => files.find((file) => file.path === each.target)?.text);
      const sources = [handler?.text, ...(reachable ?? [])].join("\n");
      const isAsked = new RegExp(`(authorize\\(ctx, |Verb\\(\\s*)"${verb.replace(".", "\\.")}"`).test(
        sources,
      );
      expect({ name, isGuarded: isAsked || permissionOf(verb).open === true }).toEqual({
        name,
        isGuarded: true,
      });
    }
  });

  test("reading is GET and changing is POST (T14)", () => {
    const wrong = Object.entries(api).filter(([name, { verb }]) => verb.writes !== name.startsWith("POST "));
    // What is asked about is rules somebody is still writing: too much for an address, and nothing changes.
    expect(wrong.map(([name]) => name)).toEqual([
      "POST /policies/describe",
      "POST /policies/{id}/simulate",
      "POST /resources/{id}/policy/simulate",
    ]);
  });

  test("every domain verb is reached through the API, and through nothing else", async () => {
    const inTable = new Set<unknown>(Object.values(api).map(({ verb }) => verb));
    const elsewhere = [...(await findDomainVerbs())]
      .filter(([, verb]) => !inTable.has(verb))
      .map(([name]) => name);
    // Signing in is next-auth's route; the exports are raw endpoints.
    expect(elsewhere.toSorted()).toEqual([
      "lib/audit/export-audit.ts exportAudit",
      "lib/objectives/export-series.ts exportSeries",
      "lib/sessions/create-session.ts createSession",
    ]);
  });

  test("whatever writes is a write verb, or works inside the transaction of one", () => {
    const writes = /\b(?:db|tx)\.\w+\s*\.(create|update|upsert|delete)\w*\(|\$executeRaw/;
    const writers = files.filter(
      ({ path, text }) => /^lib\/[^/]+\/[^/]+\.ts$/.test(path) && writes.test(text.replaceAll(/\s+\./g, ".")),
    );
    const unguarded = writers.filter(
      ({ text }) =>
        !/= writeVerb\(/.test(text) && !/\btx: Transaction\b/.test(text) && !/\bauthorize\(ctx, "/.test(text),
    );
    expect(unguarded.map((file) => file.path).toSorted()).toEqual([
      // Counting attempts happens before anybody is known.
      "lib/auth/rate-limit.ts",
      // Notes when a token was last used.
      "lib/tokens/find-token-actor.ts",
    ]);
  });

  test("every verb of the access table is asked for somewhere", async () => {
    const used = new Set<string>([...(await findDomainVerbs()).values()].map(({ verb }) => verb));
    for (const { text } of files) {
      for (const [, verb = ""] of text.matchAll(/authorize\(ctx, "([\w.]+)"/g)) used.add(verb);
    }
    for (const { verb } of Object.values(rawEndpoints)) used.add(verb);
    expect(Object.keys(permissions).filter((verb) => !used.has(verb))).toEqual([]);
  });
});
