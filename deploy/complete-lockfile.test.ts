import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findMissingOptionals, type Lockfile } from "./complete-lockfile.ts";

test("npm ci accepts the lockfile: it names the optional packages of every platform (else: npm run complete-lockfile)", () => {
  const lockfile: Lockfile = JSON.parse(readFileSync("package-lock.json", "utf8"));
  expect(findMissingOptionals(lockfile)).toEqual([]);
});

test("a package is found beside the one that wants it and in the folders above", () => {
  const packages = {
    "node_modules/a": { optionalDependencies: { inner: "^1.2.3", outer: "2.0.0", absent: "^3.1.0" } },
    "node_modules/a/node_modules/inner": { version: "1.2.3" },
    "node_modules/outer": { version: "2.0.0" },
  };
  expect(findMissingOptionals({ packages })).toEqual([
    { name: "absent", wantedBy: "node_modules/a", version: "3.1.0" },
  ]);
});
