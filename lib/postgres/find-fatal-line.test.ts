import { expect, test } from "vitest";
import { findFatalLine } from "./find-fatal-line.ts";

test("the server's own end is told from a client's refusal", () => {
  const log = [
    "2026-11-22 15:35:33.737 UTC [41] 57P03 client backend: FATAL:  the database system is starting up",
    "2026-11-22 15:35:34.001 UTC [42] F0000 startup: FATAL:  recovery ended before configured recovery target was reached",
    "2026-11-22 15:35:34.010 UTC [40] 00000 postmaster: LOG:  database system is shut down",
  ].join("\n");
  expect(findFatalLine(log)).toEqual({
    sqlState: "F0000",
    text: "recovery ended before configured recovery target was reached",
  });
});

test("a log without a fatal line says nothing", () => {
  expect(findFatalLine("2026-11-22 15:35:34.010 UTC [40] 00000 postmaster: LOG:  ready\n")).toBeNull();
});
