import { expect, test } from "vitest";
import { tellingLine } from "./telling-line.ts";

test("of a stack the message is told, not the frames or the version below it", () => {
  const text =
    "file:///worker.mjs:1\n\nError: connect ECONNREFUSED 127.0.0.1:54329\n    at x (y:1)\n\nNode.js v24.21.0\n";
  expect(tellingLine(text)).toBe("Error: connect ECONNREFUSED 127.0.0.1:54329");
});

test("of a server's log the last fatal line is told", () => {
  expect(tellingLine("LOG:  ready\n2026 [1] FATAL:  lock file exists\n2026 [1] HINT:  wait")).toBe(
    "2026 [1] FATAL:  lock file exists",
  );
});

test("without an error the last line is told, and nothing of nothing", () => {
  expect(tellingLine("one\ntwo\n")).toBe("two");
  expect(tellingLine("")).toBe("");
});
