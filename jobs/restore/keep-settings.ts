import { appendFile } from "node:fs/promises";
import path from "node:path";

/** Written where the server reads them last, so that whoever starts the copy by hand starts it as a copy. */
export async function keepSettings(dataDirectory: string, settings: Record<string, string>): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  await appendFile(path.join(dataDirectory, "postgresql.auto.conf"), `\n${lines.join("\n")}\n`);
}
