export interface FatalLine {
  sqlState: string;
  text: string;
}

/** What a fenced server puts before each line, so that its end can be told by SQLSTATE. */
export const logLinePrefix = "%m [%p] %e %b: ";

/** Why the server itself ended; a client's fatal line (refused, dropped) is none of its business. */
export function findFatalLine(log: string): FatalLine | null {
  const line =
    /^\S+ \S+ \S+ \[\d+\] ([0-9A-Z]{5}) (?:startup|postmaster|checkpointer): (?:FATAL|PANIC): +(.*)$/m;
  const match = line.exec(log);
  return match ? { sqlState: match[1] ?? "", text: match[2] ?? "" } : null;
}
