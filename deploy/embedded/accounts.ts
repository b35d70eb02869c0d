import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";

export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Who runs what. Null: everything runs as the ordinary user who started the program, without separation. */
export interface Accounts {
  control: Account | null;
  web: Account | null;
  /** The owner of the protected clusters. */
  worker: Account | null;
}

export async function prepareAccounts(uid: number): Promise<Accounts> {
  if (uid !== 0) return { control: null, web: null, worker: null };
  return {
    control: (await findAccount("holdfast-db")) ?? (await createAccount("holdfast-db")),
    web: (await findAccount("holdfast-web")) ?? (await createAccount("holdfast-web")),
    worker: await requireAccount("postgres"),
  };
}

async function findAccount(name: string): Promise<Account | null> {
  const result = await run("getent", ["passwd", name]);
  const [, , uid, gid] = result.stdout.split(":");
  return result.exitCode === 0 ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

async function createAccount(name: string): Promise<Account> {
  const options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"];
  const result = await run("useradd", [...options, "--shell", "/usr/sbin/nologin", name]);
  if (result.exitCode !== 0) {
    throw new AppError("PRECONDITION", `The user ${name} could not be created: ${result.stderrTail.trim()}`, {
      hint: `Create a system user ${name} without a login, then run the same command again.`,
    });
  }
  return requireAccount(name);
}

async function requireAccount(name: string): Promise<Account> {
  const account = await findAccount(name);
  if (account) return account;
  throw new AppError("PRECONDITION", `There is no user ${name} on this machine.`, {
    hint: "It comes with Debian's package postgresql-common; install that again.",
  });
}

function run(file: string, args: string[]) {
  return runCommand({ file, args, timeoutMs: 30_000, signal: new AbortController().signal });
}
