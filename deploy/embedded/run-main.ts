import { AppError } from "#lib/errors.ts";

/** Runs a command line's main function; a failure is said in plain words and becomes exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  // `npm start | head` closes the pipe: that is no reason to fall over.
  process.stdout.on("error", () => undefined);
  try {
    await main();
  } catch (error) {
    process.stderr.write(`\n${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}

export function describeFailure(error: unknown): string {
  if (error instanceof AppError) return error.hint ? `${error.message}\n  ${error.hint}` : error.message;
  if (isSystemError(error, "ENOSPC"))
    return "The disk is full.\n  Free some space, then run the same command again.";
  if (isSystemError(error, "EROFS"))
    return "The disk is read-only.\n  Choose another data folder with HOLDFAST_DATA.";
  if (isSystemError(error, "EACCES")) return `Permission was denied: ${error.message}.`;
  return `Something unexpected went wrong.\n${error instanceof Error ? error.stack : String(error)}`;
}

function isSystemError(error: unknown, code: string): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && error.code === code;
}
