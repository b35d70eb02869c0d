/** The end of `npm test`: one line for the whole suite; exit code 0 only when something ran and nothing failed. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import {
  addCounts,
  type Counts,
  closingLine,
  countPlaywright,
  countVitest,
  withExitCode,
} from "./result-counts.ts";

const folder = process.argv[2] ?? ".";
const nothingReported: Counts = { passed: 0, failed: 1, skipped: 0 };

async function read(name: string): Promise<string | null> {
  return readFile(path.join(folder, name), "utf8").catch(() => null);
}

async function countRunner(name: string, count: (report: unknown) => Counts): Promise<Counts> {
  const report = await read(`${name}.json`);
  if (report === null) {
    console.log(`${name}: the runner left no report`);
    return nothingReported;
  }
  const exitCode = Number((await read(`${name}.exit`)) ?? 0);
  const counts = withExitCode(count(JSON.parse(report)), exitCode);
  console.log(`${name}: ${counts.passed} of ${counts.passed + counts.failed} passed`);
  return counts;
}

const failedChecks = ((await read("failed-checks")) ?? "")
  .split("\n")
  .filter((name) => name && name !== "unit");
if (failedChecks.length > 0) console.log(`checks: ${failedChecks.join(", ")} failed`);

const total = addCounts([
  { passed: 0, failed: failedChecks.length, skipped: 0 },
  await countRunner("unit", countVitest),
  await countRunner("integration", countVitest),
  await countRunner("e2e", countPlaywright),
]);
console.log(closingLine(total));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
