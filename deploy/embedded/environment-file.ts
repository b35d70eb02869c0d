import { readFile, rename, writeFile } from "node:fs/promises";

export type Environment = Record<string, string>;

/** The variables of one process, in the form that systemd's EnvironmentFile= and a shell both read. */
export async function readEnvironmentFile(file: string): Promise<Environment> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return parseEnvironment(text);
}

export function parseEnvironment(text: string): Environment {
  const pairs = text.split("\n").flatMap((line) => {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
    return match?.[1] ? [[match[1], unquote(match[2] ?? "")]] : [];
  });
  return Object.fromEntries(pairs);
}

/** 0600: these files hold passwords. */
export async function writeEnvironmentFile(file: string, environment: Environment): Promise<void> {
  const unfinished = `${file}.new`;
  await writeFile(unfinished, formatEnvironment(environment), { mode: 0o600 });
  await rename(unfinished, file);
}

export function formatEnvironment(environment: Environment): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}='${refuseQuote(name, value)}'\n`)
    .join("");
}

function unquote(value: string): string {
  const match = /^'(.*)'$|^"(.*)"$/.exec(value.trim());
  return match ? (match[1] ?? match[2] ?? "") : value.trim();
}

function refuseQuote(name: string, value: string): string {
  if (/['\n]/.test(value)) throw new Error(`The value of ${name} holds a quote or a line break.`);
  return value;
}
