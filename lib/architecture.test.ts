import { describe, expect, test } from "vitest";
import {
  forbiddenImports,
  importCycles,
  isTest,
  layeredTree,
  mustBePure,
} from "#e2e/fixtures/import-rules.ts";
import { readSourceTree, type SourceFile, type SourceImport } from "#e2e/fixtures/source-tree.ts";

const tree = layeredTree(readSourceTree());
const program = tree.files.filter((file) => !isTest(file.path));

function fakeFile(path: string, imports: SourceImport[]): SourceFile {
  return { path, imports, text: "", lineCount: 0 };
}

/** Paths of files of the program that match, outside the folders and files given. */
function pathsOutside(allowed: RegExp, pattern: RegExp): string[] {
  return program
    .filter((file) => !allowed.test(file.path) && pattern.test(file.text))
    .map((file) => file.path);
}

function importers(allowed: RegExp, pattern: RegExp): string[] {
  return program
    .filter((file) => !allowed.test(file.path))
    .flatMap((file) =>
      file.imports.filter((each) => pattern.test(each.target)).map((each) => `${file.path} → ${each.target}`),
    );
}

describe("who may import whom", () => {
  test("every import is allowed by the table", () => {
    expect(forbiddenImports(tree)).toEqual([]);
  });

  test("rules, schemas, states, formats and the access table are pure", () => {
    const impure = program.filter((file) => mustBePure(file.path) && tree.layerOf(file.path) !== "pure");
    expect(impure.map((file) => file.path)).toEqual([]);
  });

  test("no file imports itself through others", () => {
    expect(importCycles(tree.files)).toEqual([]);
  });

  test("nothing imports a test", () => {
    expect(importers(/\.test\.tsx?$/, /\.test\.tsx?$/)).toEqual([]);
  });

  test("next is imported by app, components and lib/request only", () => {
    expect(importers(/^(app|components|lib\/request)\/|^proxy\.ts$/, /^next(\/|$)/)).toEqual([]);
    expect(importers(/^(app|components|lib\/request)\//, /^(next-auth|next-themes)(\/|$)/)).toEqual([]);
    expect(importers(/^(app|components)\//, /^(react|react-dom)(\/|$)/)).toEqual([]);
  });

  test("what answers are checked with comes after the page: one file of the browser's imports it", () => {
    const made = /^components\/data\/(schemas|no-made-code|check-result|list-of|permission-table)\.ts$/;
    const early = program
      .filter((file) => /^(app|components)\//.test(file.path) && !made.test(file.path))
      .flatMap((file) =>
        file.imports
          .filter((each) => !each.isType && /^zod$|^lib\/.+\/schema\.ts$/.test(each.target))
          .map((each) => `${file.path} → ${each.target}`),
      );
    expect(early).toEqual([]);
  });

  test("imports of the project's own files are written from the root or beside, with their extension", () => {
    const wrong = tree.files.flatMap((file) =>
      file.imports
        .filter((each) => each.isOwn && !/\.(ts|tsx|mjs|css|json)$/.test(each.target))
        .map((each) => `${file.path} → ${each.target}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("the rules themselves", () => {
  const judge = (from: string, target: string, isType = false) =>
    forbiddenImports(layeredTree([fakeFile(from, [{ target, isOwn: true, isType }])]));

  test("see what they are there to refuse", () => {
    expect(judge("app/page.tsx", "lib/db/client.ts")).toHaveLength(1);
    expect(judge("components/data/api.ts", "lib/changes/get-change.ts")).toHaveLength(1);
    expect(judge("components/data/api.ts", "lib/changes/get-change.ts", true)).toEqual([]);
    expect(judge("lib/changes/get-change.ts", "lib/exec/run-command.ts")).toHaveLength(1);
    expect(judge("lib/changes/get-change.ts", "lib/secrets/open.ts")).toHaveLength(1);
    expect(judge("lib/changes/get-change.ts", "lib/request/route.ts", true)).toHaveLength(1);
    expect(judge("lib/engines/engine.ts", "lib/db/client.ts", true)).toHaveLength(1);
    expect(judge("lib/db/client.ts", "lib/changes/get-change.ts")).toHaveLength(1);
    expect(judge("jobs/backup.ts", "lib/request/route.ts")).toHaveLength(1);
    expect(judge("jobs/backup.ts", "lib/exec/run-command.ts")).toEqual([]);
  });

  test("see a ring of three", () => {
    const ring = ["a", "b", "c"].map((name, index, names) =>
      fakeFile(name, [{ target: names[(index + 1) % 3] ?? "", isOwn: true, isType: false }]),
    );
    expect(importCycles(ring)).toEqual([["a", "b", "c", "a"]]);
  });
});

describe("what only one place may do", () => {
  test("the environment is read by env.ts and the programs' entries", () => {
    // Next compiles NODE_ENV into the proxy; the other files are started by hand, before there is any env.
    const allowed =
      /^(lib\/env\.ts|proxy\.ts|[\w.]+\.config\.(ts|js|mjs)|prisma\/[\w-]+\.m?[tj]s|(deploy|e2e|bench)\/.+)$/;
    expect(pathsOutside(allowed, /\bprocess\.env\b/)).toEqual([]);
  });

  test("only run-command spawns", () => {
    expect(importers(/^(lib\/exec|deploy|e2e|bench)\//, /^(node:)?child_process$/)).toEqual([]);
  });

  test("no form can put what was typed, a password even, into an address", () => {
    const forms = program.flatMap((file) =>
      [...file.text.matchAll(/<form\b[^>]*/g)].map(([tag]) => ({ path: file.path, tag })),
    );
    expect(forms.length).toBeGreaterThan(10);
    expect(forms.filter(({ tag }) => !/method="post"|\{\.\.\.form\}/.test(tag))).toEqual([]);
  });

  test("the engine's own word for a cluster stays inside the engine", () => {
    // The interface names what stays inside; the benchmark drives the bare engine beside ours.
    expect(pathsOutside(/^(lib\/engines\/pgbackrest\/|lib\/engines\/engine\.ts|bench\/)/, /stanza/i)).toEqual(
      [],
    );
  });

  test("private keys are opened by jobs only", () => {
    expect(
      importers(/^(jobs|lib\/secrets|deploy|e2e|bench)\//, /^lib\/secrets\/(open|load-keyring)\.ts$/),
    ).toEqual([]);
  });
});

describe("files", () => {
  test("no file reaches 400 lines", () => {
    const long = tree.files.filter((file) => file.lineCount >= 400);
    expect(long.map((file) => `${file.path}: ${file.lineCount}`)).toEqual([]);
  });

  test("names are in kebab-case", () => {
    const wrong = tree.files.filter(({ path }) =>
      path
        .split("/")
        .some(
          (part) =>
            !/^(\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*|_components|\([a-z]+\)|\[(\.\.\.)?[a-z]+\])$/.test(
              part,
            ),
        ),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test("no name hides what is inside", () => {
    const banned = /(^|[/.-])(helpers?|utils?|common|misc|manager|service|v2|index)(\.|-|\/|$)/;
    expect(tree.files.filter((file) => banned.test(file.path)).map((file) => file.path)).toEqual([]);
  });

  test("no type is cast away and no rule is switched off silently", () => {
    const silent = /@ts-(ignore|nocheck|expect-error)|biome-ignore-all|as any\b|: any\b/;
    expect(pathsOutside(/^lib\/architecture\.test\.ts$/, silent)).toEqual([]);
  });
});
