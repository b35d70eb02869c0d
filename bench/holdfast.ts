import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { startWorkerProcess, type WorkerProcess } from "#e2e/fixtures/worker-process.ts";
import { listBackupSets } from "#lib/backups/list-backup-sets.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { approveChange } from "#lib/changes/approve-change.ts";
import type { WorkerEnv } from "#lib/env.ts";
import { createRepository } from "#lib/repositories/create-repository.ts";
import { createResource } from "#lib/resources/create-resource.ts";
import { setUpResource } from "#lib/resources/set-up-resource.ts";
import { discardInstance } from "#lib/restores/discard-instance.ts";
import { getRestore } from "#lib/restores/get-restore.ts";
import { previewRestore } from "#lib/restores/preview-restore.ts";
import { requestRestore } from "#lib/restores/request-restore.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";
import type { Bench } from "./bench.ts";
import { type ControlDatabase, startControlDatabase } from "./control-database.ts";
import { type FinishedOperation, followOperation } from "./follow-operation.ts";
import { type Closers, openContext } from "./open-context.ts";
import { createPeople, PASSWORD } from "./people.ts";

/** Holdfast with one protected cluster, used as the pages use it: by its verbs, with a worker of its own process. */
export interface Holdfast {
  /** The worker looks at its clusters all the time: it runs while Holdfast is measured, not beside the others. */
  wake(): Promise<void>;
  rest(): Promise<void>;
  /** Queue → the recorded end, which comes after the set was read back from the repository. */
  backUpFully(): Promise<FinishedOperation>;
  newestSetBytes(): Promise<number>;
  /** Preview and request: everything before somebody approves. */
  askNewInstance(): Promise<Asked>;
  askInPlace(restorePoint: string): Promise<Asked>;
  /** Approval → the recorded end, which comes after the restored server was proven. */
  approve(asked: Asked): Promise<FinishedOperation>;
  whereRestored(asked: Asked): Promise<{ dataDirectory: string; port: number; socketDirectory: string }>;
  discard(asked: Asked): Promise<void>;
  stop(): Promise<void>;
}

export interface Asked {
  restore: RestoreDto;
  preview: FinishedOperation;
}

const HOST = "bench";

export async function setUpHoldfast(bench: Bench, source: ScratchCluster): Promise<Holdfast> {
  const closers: Closers = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await start(bench, source, { closers, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  bench: Bench,
  source: ScratchCluster,
  { closers, stop }: { closers: Closers; stop: () => Promise<void> },
): Promise<Holdfast> {
  const control = await startControlDatabase();
  closers.push(control.stop);
  const ctx = await openContext(control, closers);
  const people = await createPeople(ctx);
  // Short names: sockets of restored servers lie below, and a socket's path has 107 bytes at most.
  const directory = join(bench.directory, "h");
  const worker = openWorker(control, join(directory, "w"));
  closers.push(worker.rest);
  const follow = (id: string) =>
    followOperation(ctx.db, id, () => {
      bench.signal.throwIfAborted();
      worker.assertAlive();
    });

  await worker.wake();
  const repositoryPath = join(directory, "r");
  await mkdir(repositoryPath, { recursive: true, mode: 0o700 });
  const repository = await createRepository(people.admin(), {
    kind: "local",
    name: "local",
    host: HOST,
    location: { path: repositoryPath },
  });
  const { dataDirectory, socketDirectory, port, user } = source.cluster;
  const resource = await createResource(people.admin(), {
    name: "shop-db",
    kind: "postgres",
    host: HOST,
    settings: { dataDirectory, socketDirectory, port, user },
    repositoryIds: [repository.id],
  });
  await follow((await setUpResource(people.admin(), { id: resource.id, allowRestart: true })).id);
  await worker.rest();

  const ask = async (wish: Pick<Parameters<typeof previewRestore>[1], "target" | "destination">) => {
    const { id } = await previewRestore(people.operator(), { resourceId: resource.id, ...wish });
    const preview = await follow(id);
    const restore = await requestRestore(people.operator(), {
      previewId: id,
      reason: "the bench measures it",
      confirmation: resource.name,
    });
    return { restore, preview };
  };
  return {
    wake: worker.wake,
    rest: worker.rest,
    backUpFully: async () => {
      const { id } = await startBackup(people.operator(), { resourceId: resource.id, type: "full" });
      return follow(id);
    },
    newestSetBytes: async () => {
      const { items } = await listBackupSets(people.operator(), { resourceId: resource.id, limit: 1 });
      return items[0]?.repositoryBytes ?? Number.NaN;
    },
    askNewInstance: () => ask({ target: { kind: "latest" }, destination: { kind: "new-instance" } }),
    askInPlace: (name) => ask({ target: { kind: "name", name }, destination: { kind: "in-place" } }),
    approve: async ({ restore: { change } }) => {
      const { id, planHash } = change;
      await approveChange(people.manager(), { id, planHash, password: PASSWORD });
      const queued = await ctx.db.operation.findFirstOrThrow({ where: { changeRequestId: id } });
      return follow(queued.id);
    },
    whereRestored: async ({ restore: { id } }) => {
      const { instance } = await getRestore(people.operator(), { id });
      if (!instance) throw new Error("Holdfast's restore made no instance.");
      return instance;
    },
    discard: async ({ restore: { id, change } }) => {
      const input = { id, confirmation: `R-${change.number}` };
      await follow((await discardInstance(people.operator(), input)).id);
    },
    stop,
  };
}

function openWorker(control: ControlDatabase, directory: string) {
  const env: WorkerEnv = {
    databaseUrl: control.workerUrl,
    host: HOST,
    directory,
    privateKeys: control.keys.privateDirectory,
    hooksDirectory: join(directory, "hooks"),
    pgbackrest: null,
    origin: "",
    metrics: null,
  };
  let worker: WorkerProcess | null = null;
  return {
    wake: async () => {
      worker ??= await startWorkerProcess(env);
    },
    rest: async () => {
      await worker?.terminate();
      worker = null;
    },
    assertAlive: () => {
      if (worker === null) return;
      try {
        process.kill(worker.pid, 0);
      } catch (cause) {
        throw new Error(`Holdfast's worker ended: ${worker.output().slice(-2_000)}`, { cause });
      }
    },
  };
}
