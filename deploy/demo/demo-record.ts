import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const schema = z.object({
  port: z.number().int(),
  binDirectory: z.string(),
  user: z.string(),
  database: z.string(),
  appUser: z.string(),
  appPassword: z.string(),
  /** The cluster was finished once: it is never made again over what became of it. */
  isComplete: z.boolean(),
});

/** What is known about the demo cluster, in `demo.json` (0600) beside its data directory. */
export type DemoRecord = z.infer<typeof schema>;

export async function readDemoRecord(directory: string): Promise<DemoRecord | null> {
  const text = await readFile(join(directory, "demo.json"), "utf8").catch(() => null);
  return text === null ? null : schema.parse(JSON.parse(text));
}

export async function writeDemoRecord(directory: string, record: DemoRecord): Promise<void> {
  const file = join(directory, "demo.json");
  await writeFile(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
