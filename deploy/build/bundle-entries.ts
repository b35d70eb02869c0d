import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type Plugin } from "esbuild";

/** The processes beside the web: one file each, with everything they import inside. */
const entries = {
  worker: "jobs/worker.ts",
  migrate: "prisma/migrate.ts",
  "first-start": "prisma/first-start.ts",
  "demo/main": "deploy/demo/main.ts",
  "demo/writer": "deploy/demo/writer.ts",
  run: "deploy/run.ts",
  "create-keys": "deploy/create-keys.ts",
};

export async function bundleEntries(root: string, directory: string): Promise<void> {
  const entryPoints = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, path.join(root, file)]),
  );
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: directory,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "silent",
    external: ["pg-native"],
    // CommonJS packages in an ES module bundle still call require() for Node's own modules.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    plugins: [onlyEntryIsMain(Object.values(entryPoints))],
  });
}

/** In a bundle `import.meta.main` would be true for every module in it: imported command lines would run too. */
function onlyEntryIsMain(mains: string[]): Plugin {
  return {
    name: "only-entry-is-main",
    setup: (bundle) => {
      bundle.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        if (file.includes("/node_modules/") || mains.includes(file)) return undefined;
        const contents = await readFile(file, "utf8");
        return { contents: contents.replaceAll("import.meta.main", "false"), loader: "ts" };
      });
    },
  };
}
