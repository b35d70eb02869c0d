import { chmod, chown, mkdir, statfs } from "node:fs/promises";
import { AppError } from "#lib/errors.ts";
import type { Account, Accounts } from "./accounts.ts";
import type { Layout } from "./layout.ts";
import { runAs } from "./run-as.ts";

const mib = 1024 * 1024;

/** Creates every folder with its owner and mode. Nobody but the owner can enter a service's own folder. */
export async function prepareDataFolder(layout: Layout, accounts: Accounts): Promise<void> {
  // Service users pass through to their own folder, but cannot list.
  await prepareFolder(layout.data, null, accounts.web ? 0o711 : 0o700);
  await prepareFolder(`${layout.data}/run`, null, 0o700);
  await prepareFolder(layout.environment, null, 0o700);
  await prepareFolder(layout.logs, null, 0o700);
  await prepareFolder(layout.program, null, 0o755);
  // What runs on this host is declared by its administrator (T36).
  await prepareFolder(layout.hooks, null, 0o755);
  await prepareFolder(`${layout.data}/keys`, null, 0o711);
  await prepareFolder(layout.privateKeys, accounts.worker, 0o700);
  await prepareFolder(`${layout.data}/repositories`, null, 0o711);
  await prepareFolder(layout.control, accounts.control, 0o700);
  await prepareFolder(layout.web, accounts.web, 0o700);
  await prepareFolder(layout.worker, accounts.worker, 0o700);
  for (const account of new Set([accounts.control, accounts.web, accounts.worker])) {
    await requireReachable(layout, account);
  }
}

async function prepareFolder(folder: string, owner: Account | null, mode: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode });
  if (owner) await chown(folder, owner.uid, owner.gid);
  await chmod(folder, mode);
}

async function requireReachable(layout: Layout, account: Account | null): Promise<void> {
  if (!account) return;
  await runAs(account, ["test", "-x", layout.data]).catch((cause) => {
    throw new AppError(
      "PRECONDITION",
      `The user ${account.name} cannot reach the data folder ${layout.data}.`,
      {
        hint: "One of the folders above it is closed to other users. Set HOLDFAST_DATA to a place such as /var/lib/holdfast.",
        cause,
      },
    );
  });
}

/** Refuses to start on a disk that would be full before the first backup is done. */
export async function requireFreeSpace(layout: Layout, isFirstStart: boolean): Promise<void> {
  const { bavail, bsize } = await statfs(layout.data);
  const freeMib = Math.floor((bavail * bsize) / mib);
  const neededMib = isFirstStart ? 2_500 : 300;
  if (freeMib >= neededMib) return;
  throw new AppError(
    "PRECONDITION",
    `Only ${freeMib} MiB are free where ${layout.data} is; ${neededMib} MiB are needed.`,
    {
      hint: "Free some space, or choose another place with HOLDFAST_DATA.",
      reason: "disk-full",
    },
  );
}
