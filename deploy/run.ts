/** `npm run web | worker | migrate | first-start | create-keys`: one part in production, from the environment only. */
import { existsSync } from "node:fs";
import path from "node:path";
import { AppError } from "#lib/errors.ts";
import { runMain } from "./embedded/run-main.ts";
import { webEnvironment } from "./web-environment.ts";

const parts: Record<string, string> = {
  web: "web/server.js",
  worker: "worker.mjs",
  migrate: "migrate.mjs",
  "first-start": "first-start.mjs",
  "create-keys": "create-keys.mjs",
};

/** Becomes that part: signals and exit codes are its own. */
function runPart(name: string): void {
  const script = parts[name];
  if (!script) {
    throw new AppError(
      "INVALID",
      `There is no part "${name}"; the parts are ${Object.keys(parts).join(", ")}.`,
    );
  }
  const program = programDirectory();
  if (!existsSync(path.join(program, script))) {
    throw new AppError("PRECONDITION", "Holdfast is not built yet.", { hint: "Run `npm run build` first." });
  }
  const node = path.join(program, "bin/node");
  const own = name === "web" ? webEnvironment(process.env) : {};
  process.execve?.(node, [node, "--enable-source-maps", path.join(program, script)], {
    ...process.env,
    ...own,
  });
}

/** The folder with the built program: this file's own when bundled into it. */
function programDirectory(): string {
  return existsSync(path.join(import.meta.dirname, "build.json"))
    ? import.meta.dirname
    : path.join(import.meta.dirname, "../dist/program");
}

if (import.meta.main) await runMain(async () => runPart(process.argv[2] ?? ""));
