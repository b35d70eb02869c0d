import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isTest } from "#e2e/fixtures/import-rules.ts";
import { readSourceTree } from "#e2e/fixtures/source-tree.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Comments of the program and all of its tests: elsewhere "M2" begins the outline of an icon. */
function citingTexts(): { path: string; text: string }[] {
  const comments = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g;
  const source = readSourceTree().map(({ path, text }) => ({
    path,
    text: isTest(path) ? text : (text.match(comments) ?? []).join("\n"),
  }));
  const database = readdirSync(join(root, "prisma"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(prisma|sql)$/.test(name))
    .map((name) => ({ path: join("prisma", name), text: read(join("prisma", name)) }));
  return [...source, ...database];
}

/** "M13, M14" and "M17–M23" name every number of theirs. */
function rowNumbers(firstCell: string): string[] {
  const [first, last] = firstCell.split("–").map((name) => Number(name.slice(1)));
  if (first === undefined || last === undefined) return firstCell.split(", ");
  return Array.from({ length: last - first + 1 }, (_, index) => `M${first + index}`);
}

test("every rule that is cited can be looked up: T and U in docs/rules.md, M in the README's table", () => {
  const rules = [...read("docs/rules.md").matchAll(/^- ([TU]\d+): /gm)].map(([, name]) => name);
  const rows = [...read("README.md").matchAll(/^\| (M\d\S*(?:, M\d+)*) +\|/gm)];
  const known = new Set([...rules, ...rows.flatMap(([, cell = ""]) => rowNumbers(cell))]);
  const cited = citingTexts().flatMap(({ path, text }) =>
    [...text.matchAll(/\b[TUM][1-9]\d?\b/g)].map(([name]) => ({ path, name })),
  );
  expect(cited.length).toBeGreaterThan(100);
  expect(cited.filter(({ name }) => !known.has(name))).toEqual([]);
});
