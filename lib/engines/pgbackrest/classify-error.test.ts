import { expect, test } from "vitest";
import { classifyError } from "./classify-error.ts";

test("the exit code decides what a failure means", () => {
  const reasonOf = (exitCode: number) => classifyError({ command: "backup", exitCode, stderr: "" }).reason;
  expect([29, 38, 40, 50, 55, 56, 75, 82, 95].map(reasonOf)).toEqual([
    "wrong-key",
    "cluster-running",
    "directory-not-empty",
    "lock-held",
    "file-missing",
    "cluster-unreachable",
    "set-unknown",
    "archive-timeout",
    "wrong-key",
  ]);
  expect(reasonOf(137)).toBe("killed");
  expect(reasonOf(125)).toBe("engine-failed");
});

test("a full disk is known by the operating system's error number, whatever failed on it", () => {
  const stderr = "ERROR: [064]: unable to write '/repo/x.pgbackrest.tmp': [28] No space left on device";
  expect(classifyError({ command: "backup", exitCode: 64, stderr })).toMatchObject({ reason: "disk-full" });
  const short =
    "ERROR: [064]: raised from local-1 protocol: unable to write '/new/base/5/16393'\n[FileWriteError] on 2 retries: unable to write '/new/base/5/16393': [2] No such file or directory";
  expect(classifyError({ command: "restore", exitCode: 64, stderr: short })).toMatchObject({
    reason: "disk-full",
  });
  const other = "ERROR: [064]: unable to write '/repo/x': [5] Input/output error";
  expect(classifyError({ command: "backup", exitCode: 64, stderr: other })).toMatchObject({
    reason: "file-write",
  });
});

test("the engine's own words are kept as the cause, without binary rubbish", () => {
  const stderr = "WARN: x\nERROR: [029]: key/value found outside of section at line 1: \u{fffd}F\u{fffd}";
  const error = classifyError({ command: "info", exitCode: 29, stderr });
  expect(error.message).not.toContain("key/value");
  expect(error.cause).toMatchObject({
    message: "ERROR: [029]: key/value found outside of section at line 1: ?F?",
  });
});
