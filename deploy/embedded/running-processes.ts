import { identifyProcess } from "./process-identity.ts";
import { type ProcessRecords, writeProcessRecords } from "./process-records.ts";
import { type ProcessSpec, type Supervised, supervise } from "./supervise.ts";

export type RunningProcesses = ReturnType<typeof runningProcesses>;

/** What this launcher has started. The record of it in `file` is what a later start or `npm stop` goes by. */
export function runningProcesses(file: string) {
  const started: Supervised[] = [];
  const records: ProcessRecords = {};
  let writing = Promise.resolve();

  const record = (name: string, pid: number | null) => {
    writing = writing.then(async () => {
      const identity = pid === null ? null : await identifyProcess(pid);
      if (identity) records[name] = identity;
      else delete records[name];
      // A full disk must not end what runs; the record only matters after a crash.
      await writeProcessRecords(file, records).catch(() => undefined);
    });
  };
  record("launcher", process.pid);

  return {
    start: async (spec: Omit<ProcessSpec, "onChange">): Promise<Supervised> => {
      const supervised = await supervise({ ...spec, onChange: record });
      started.push(supervised);
      return supervised;
    },
    hasStarted: () => started.length > 0,
    pids: () => Object.fromEntries(started.map(({ name, pid }) => [name, pid()])),
    /** Clients before the server they use. */
    stop: async () => {
      const [server, clients] = partition(started, ({ name }) => name === "control database");
      await Promise.all(clients.map((client) => client.stop()));
      await Promise.all(server.map((one) => one.stop()));
      record("launcher", null);
      await writing;
    },
  };
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
