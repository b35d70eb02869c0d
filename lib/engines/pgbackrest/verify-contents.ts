import type { VerifiedContents } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { writeCommandConfig } from "./config-files.ts";
import type { LogLine } from "./parse-log-line.ts";
import { parseVerify } from "./parse-verify.ts";
import { readInfo } from "./read-info.ts";
import { runPgbackrest, type Session } from "./run-pgbackrest.ts";

const oneDayMs = 24 * 60 * 60 * 1000;

export async function verifyContents(session: Session, repositoryId: string): Promise<VerifiedContents> {
  const before = await readInfo(session, repositoryId);
  const messages: LogLine[] = [];
  const { stdout } = await runPgbackrest(session, {
    command: "verify",
    args: ["--output=text", "--verbose"],
    configFile: await writeCommandConfig(session.run, session.binary),
    repositoryId,
    timeoutMs: oneDayMs,
    onMessage: (message) => messages.push(message),
  });
  const contents = parseVerify(
    stdout,
    messages,
    new Map(before.sets.map((set) => [set.label, set.references])),
  );
  const isExplained = contents.invalidSegments.length > 0 || contents.sets.some(({ isValid }) => !isValid);
  if (/^status: ok$/m.test(stdout) || (/^status: error$/m.test(stdout) && isExplained)) return contents;
  throw new AppError("ENGINE", "pgBackRest found the repository invalid without saying what is wrong.", {
    reason: "verify-unexplained",
    hint: "See the operation's log. Take a full backup to be safe.",
  });
}
