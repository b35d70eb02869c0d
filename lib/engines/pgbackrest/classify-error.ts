import { AppError, type ErrorCode } from "#lib/errors.ts";

export interface Failure {
  /** "backup", "restore", … */
  command: string;
  exitCode: number;
  stderr: string;
}

type Meaning = [code: ErrorCode, reason: string, sentence: string, hint: string];

/** ENOSPC: pgBackRest appends the operating system's error number, `…: [28] No space left on device`. */
const NO_SPACE = ": [28] ";
const FILE_WRITE = 64;

/**
 * The exit code is the error number, the same as NNN in `ERROR: [NNN]:`. Source: pgBackRest's own list of
 * error codes, and what 2.45 and 2.55 really return.
 */
const meanings: Record<number, Meaning> = {
  26: [
    "ENGINE",
    "checksum",
    "A file in the repository does not match its checksum.",
    "Restore from another set or repository, then take a full backup.",
  ],
  28: [
    "ENGINE",
    "file-invalid",
    "A file in the repository is not what it should be.",
    "Verify the repository; another set may be intact.",
  ],
  29: [
    "ENGINE",
    "wrong-key",
    "The repository cannot be read with this key.",
    "Check the passphrase and the key generation. With the right key, the repository is damaged: verify it.",
  ],
  31: [
    "INTERNAL",
    "option",
    "pgBackRest refused its options.",
    "This version of pgBackRest may be unsupported; see the operation's log.",
  ],
  32: [
    "INTERNAL",
    "option",
    "pgBackRest refused its options.",
    "This version of pgBackRest may be unsupported; see the operation's log.",
  ],
  37: [
    "INTERNAL",
    "option",
    "pgBackRest misses an option.",
    "This version of pgBackRest may be unsupported; see the operation's log.",
  ],
  38: [
    "PRECONDITION",
    "cluster-running",
    "PostgreSQL is running on the directory to be restored.",
    "Stop that server first.",
  ],
  39: [
    "ENGINE",
    "store-refused",
    "The object store refused the request.",
    "Check access key, secret, bucket and the store's policy.",
  ],
  40: [
    "PRECONDITION",
    "directory-not-empty",
    "The directory to restore into is not empty.",
    "Choose an empty directory, or restore in place.",
  ],
  41: [
    "ENGINE",
    "file-access",
    "A file could not be opened.",
    "Check owner and permissions of the repository and the data directory.",
  ],
  42: [
    "ENGINE",
    "file-read",
    "A file could not be read.",
    "Check the disk and the permissions of the repository.",
  ],
  44: [
    "CONFLICT",
    "cluster-mismatch",
    "The repository belongs to another cluster.",
    "Give this cluster a repository path of its own.",
  ],
  45: [
    "CONFLICT",
    "archive-duplicate",
    "A different WAL segment of that name is already archived.",
    "Another server, perhaps a restored copy, archives to the same place: switch its archiving off.",
  ],
  46: [
    "PRECONDITION",
    "version-unsupported",
    "This pgBackRest does not know the cluster's PostgreSQL version.",
    "Install a newer pgBackRest.",
  ],
  47: [
    "ENGINE",
    "file-access",
    "A directory could not be created.",
    "Check owner and permissions of its parent.",
  ],
  49: ["ENGINE", "unreachable", "The object store does not answer.", "Check host, port and network."],
  50: [
    "CONFLICT",
    "lock-held",
    "Another pgBackRest process is still working on this cluster.",
    "It may be the remainder of an operation that was killed; it ends by itself within a minute. Try again then.",
  ],
  51: [
    "CONFLICT",
    "cluster-mismatch",
    "The repository belongs to another cluster.",
    "Give this cluster a repository path of its own.",
  ],
  53: [
    "ENGINE",
    "file-access",
    "A directory could not be opened.",
    "Check owner and permissions of the repository.",
  ],
  55: [
    "NOT_FOUND",
    "file-missing",
    "A file is missing from the repository, or the repository is not prepared.",
    "Check that the repository is the right one and, if it is a disk, that it is mounted.",
  ],
  56: [
    "PRECONDITION",
    "cluster-unreachable",
    "The cluster cannot be reached.",
    "Start it, and check port, socket directory and user.",
  ],
  57: [
    "ENGINE",
    "cluster-query",
    "The cluster answered a question with an error.",
    "See the operation's log for the server's own words.",
  ],
  58: [
    "CONFLICT",
    "cluster-mismatch",
    "The running server does not match its data directory.",
    "Check port and data directory of the resource. Just after a promotion, a checkpoint makes them match.",
  ],
  62: [
    "PRECONDITION",
    "stopped",
    "pgBackRest was told to stop on this host.",
    "Somebody ran 'pgbackrest stop'; run 'pgbackrest start' when its reason is gone.",
  ],
  63: ["ENGINE", "terminated", "pgBackRest was asked to terminate.", "Start the operation again."],
  64: ["ENGINE", "file-write", "A file could not be written.", "Check the disk and the permissions."],
  68: [
    "PRECONDITION",
    "archive-command",
    "The cluster does not archive with this engine.",
    "Apply the settings shown on the resource's page.",
  ],
  69: [
    "PRECONDITION",
    "link",
    "A symbolic link of the data directory is not what it should be.",
    "See the operation's log.",
  ],
  73: [
    "NOT_FOUND",
    "path-missing",
    "A directory does not exist.",
    "Check the data directory and, if the repository is a disk, that it is mounted.",
  ],
  75: [
    "NOT_FOUND",
    "set-unknown",
    "The repository has no usable backup set of that label.",
    "Read the list of backup sets again.",
  ],
  76: [
    "PRECONDITION",
    "tablespace",
    "A tablespace cannot be restored where it was.",
    "See the operation's log.",
  ],
  80: [
    "PRECONDITION",
    "cluster-unreachable",
    "The cluster cannot be reached.",
    "Start it, and check port, socket directory and user.",
  ],
  82: [
    "ENGINE",
    "archive-timeout",
    "WAL did not reach the repository in time.",
    "Read the server's log for errors of archive_command.",
  ],
  87: [
    "PRECONDITION",
    "archiving-off",
    "The cluster does not archive its WAL.",
    "Apply the settings shown on the resource's page; archive_mode needs a restart.",
  ],
  88: [
    "ENGINE",
    "file-access",
    "The owner of a file could not be set.",
    "Run the worker as the user who owns the cluster.",
  ],
  94: ["LIMIT", "memory", "pgBackRest ran out of memory.", "Give the worker more memory."],
  95: [
    "ENGINE",
    "wrong-key",
    "The repository cannot be decrypted with this key.",
    "Check the passphrase and the key generation. With the right key, the repository is damaged: verify it.",
  ],
  99: [
    "ENGINE",
    "file-invalid",
    "A file in the repository is not what it should be.",
    "Verify the repository; another set may be intact.",
  ],
  101: [
    "ENGINE",
    "store-refused",
    "The object store answered with an error.",
    "Check access key, secret, bucket and the store's policy.",
  ],
  103: [
    "ENGINE",
    "repository-invalid",
    "No usable repository was found.",
    "See the operation's log for what is wrong with each.",
  ],
  104: [
    "ENGINE",
    "command-failed",
    "pgBackRest could not do this in every repository.",
    "See the operation's log for what is wrong with each.",
  ],
};

/** What a failed pgBackRest run means. The only place that reads its error output. */
export function classifyError(failure: Failure): AppError {
  const cause = new Error(
    engineWords(failure.stderr) || `pgBackRest ${failure.command} exited ${failure.exitCode}.`,
  );
  if (isDiskFull(failure)) {
    const hint = "Free space where the repository, the data directory and the worker's directory are.";
    return new AppError("ENGINE", "The disk is full.", { reason: "disk-full", hint, cause });
  }
  const known = meanings[failure.exitCode];
  if (known) {
    const [code, reason, sentence, hint] = known;
    return new AppError(code, sentence, { reason, hint, cause });
  }
  if (failure.exitCode > 128) {
    const message = `pgBackRest ${failure.command} was ended by signal ${failure.exitCode - 128}.`;
    return new AppError("ENGINE", message, { reason: "killed", hint: "Start the operation again.", cause });
  }
  return new AppError("ENGINE", `pgBackRest ${failure.command} failed with error ${failure.exitCode}.`, {
    reason: "engine-failed",
    hint: "See the operation's log for pgBackRest's own words.",
    cause,
  });
}

/**
 * A write that is cut short has no error number, or on a retry that of some earlier call: a file's write is cut short
 * for want of room.
 */
function isDiskFull({ exitCode, stderr }: Failure): boolean {
  const isShortWrite = exitCode === FILE_WRITE && /unable to write '[^'\n]*'\s*$/m.test(stderr);
  return isShortWrite || stderr.includes(NO_SPACE);
}

/** From the first ERROR on. A wrong key makes it quote binary rubbish, which is left out. */
function engineWords(stderr: string): string {
  const from = stderr.indexOf("ERROR: [");
  if (from < 0) return "";
  return stderr.slice(from, from + 2_000).replace(/[^\x20-\x7e\n]+/g, "?");
}
