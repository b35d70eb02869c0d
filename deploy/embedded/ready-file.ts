import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { z } from "zod";

/** What a program that started Holdfast wants to know; written when everything runs, gone when it stops. */
const readySchema = z.object({
  pid: z.number(),
  origin: z.string(),
  data: z.string(),
  program: z.string(),
  links: z.array(
    z.object({ name: z.string(), email: z.string(), roles: z.array(z.string()), url: z.string() }),
  ),
  resourceId: z.string().nullable(),
  firstBackup: z.enum(["succeeded", "failed", "none"]),
  pids: z.record(z.string(), z.number().nullable()),
  demo: z.object({ dataDirectory: z.string(), socketDirectory: z.string(), port: z.number() }).nullable(),
});

export type Ready = z.infer<typeof readySchema>;

/** 0600: the links in it sign people in. */
export async function writeReadyFile(file: string, ready: Ready): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

export async function readReadyFile(file: string): Promise<Ready | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : (readySchema.safeParse(JSON.parse(text)).data ?? null);
}

export function removeReadyFile(file: string): Promise<void> {
  return rm(file, { force: true });
}
