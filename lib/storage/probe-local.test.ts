import { access, chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { probeLocalFolder } from "#lib/storage/probe-local.ts";
import { localChecks, localProbeSchema } from "#lib/storage/schema.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-local-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const probe = (path: string, dataDirectory: string | null = null, signal = AbortSignal.timeout(10_000)) =>
  probeLocalFolder({ path, dataDirectory }, { signal, log: () => undefined });
const status = async (result: ReturnType<typeof probe>, name: string) =>
  (await result).findings.find((finding) => finding.name === name)?.status;

describe("probing a local folder", () => {
  it("has one finding per check and leaves the folder as it was", async () => {
    await writeFile(join(directory, "mine"), "kept");
    const result = await probe(directory, "/proc");
    expect(result).toMatchObject({ isUsable: true, isSeparateDisk: true });
    expect(result.findings.map(({ name }) => name)).toEqual(localChecks);
    expect(result.freeBytes).toBeGreaterThan(0);
    expect(await readdir(directory)).toEqual(["mine"]);
    expect(localProbeSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  });

  it("says that a folder can be made, and does not leave it behind", async () => {
    const result = await probe(join(directory, "a/b/c"));
    expect(result.isUsable).toBe(true);
    expect(await readdir(directory)).toEqual([]);
    await expect(access(directory)).resolves.toBeUndefined();
  });

  it("warns when a disk failure would take both the data and its backups", async () => {
    const data = join(directory, "data");
    await mkdir(data);
    expect(await status(probe(join(directory, "repository"), data), "separateDisk")).toBe("warning");
  });

  it("does not claim a separate disk when it cannot know", async () => {
    expect(await status(probe(directory), "separateDisk")).toBe("unknown");
    expect(await status(probe(directory, join(directory, "gone")), "separateDisk")).toBe("unknown");
  });

  it("a file in its place, or a place where nothing can be made, fails", async () => {
    await writeFile(join(directory, "file"), "");
    for (const path of [join(directory, "file"), join(directory, "file/below"), "/proc/holdfast"]) {
      const result = await probe(path);
      expect(result.isUsable).toBe(false);
      expect(result.findings[0]).toMatchObject({ name: "directory", status: "failed" });
      expect(result.findings[1]).toMatchObject({ name: "write", status: "unknown" });
    }
  });

  it("a folder that cannot be written fails", async () => {
    // Root may write anywhere but into a kernel's read-only file system.
    const readOnly = process.getuid?.() === 0 ? "/proc/self" : directory;
    if (readOnly === directory) await chmod(directory, 0o500);
    const result = await probe(readOnly);
    expect(result.isUsable).toBe(false);
    expect(result.findings[1]).toMatchObject({ name: "write", status: "failed" });
  });

  it("a path that is not absolute is refused", async () => {
    await expect(probe("backups")).rejects.toMatchObject({ code: "INVALID" });
  });

  it("stops when told to", async () => {
    await expect(probe(directory, null, AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
    expect(await readdir(directory)).toEqual([]);
  });
});
