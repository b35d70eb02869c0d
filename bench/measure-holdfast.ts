import type { ScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import type { Action, Bench } from "./bench.ts";
import { fingerprint } from "./fingerprint.ts";
import type { FinishedOperation } from "./follow-operation.ts";
import type { Asked, Holdfast } from "./holdfast.ts";
import { quieten } from "./quieten.ts";

export async function measureHoldfast(
  bench: Bench,
  holdfast: Holdfast,
  source: ScratchCluster,
): Promise<void> {
  await holdfast.wake();
  await measureBackup(bench, holdfast, source);
  if (bench.options.benchmarks.has("restore")) {
    await measureNewInstance(bench, holdfast, source);
    await measureInPlace(bench, holdfast, source);
  }
  await holdfast.rest();
}

async function measureBackup(bench: Bench, holdfast: Holdfast, { cluster }: ScratchCluster): Promise<void> {
  await quieten(bench, [cluster], [cluster.dataDirectory]);
  await measureOperation(bench, "backup", () => holdfast.backUpFully());
  bench.size("Holdfast", await holdfast.newestSetBytes());
}

async function measureNewInstance(
  bench: Bench,
  holdfast: Holdfast,
  { cluster }: ScratchCluster,
): Promise<void> {
  const asked = await measureAsking(bench, "restore", () => holdfast.askNewInstance());
  await quieten(bench, [cluster], [bench.directory]);
  await measureOperation(bench, "restore", () => holdfast.approve(asked));
  const restored = { ...cluster, ...(await holdfast.whereRestored(asked)) };
  bench.same("Holdfast", await fingerprint(restored, bench.signal));
  await holdfast.discard(asked);
}

async function measureInPlace(bench: Bench, holdfast: Holdfast, source: ScratchCluster): Promise<void> {
  const { cluster } = source;
  const restorePoint = await bench.mark(source);
  await bench.change(cluster);
  const asked = await measureAsking(bench, "in place", () => holdfast.askInPlace(restorePoint));
  await quieten(bench, [cluster], [bench.directory, cluster.dataDirectory]);
  await measureOperation(bench, "in place", () => holdfast.approve(asked));
  bench.same("Holdfast", await fingerprint(cluster, bench.signal));
}

/** Before the approval, so not part of what is compared; shown, because somebody waits for it. */
async function measureAsking(bench: Bench, action: Action, ask: () => Promise<Asked>): Promise<Asked> {
  const startedAt = performance.now();
  const asked = await ask();
  bench.part({ action, name: "preview and request", seconds: secondsSince(startedAt), kind: "before" });
  return asked;
}

/** The steps whose work the bare command line does too; everything else is what Holdfast adds to it. */
const sameWork: Record<Action, string[]> = {
  backup: ["copy"],
  restore: ["copy files", "replay to the target", "promote"],
  "in place": ["stop the cluster", "copy files", "replay to the target", "promote"],
};

async function measureOperation(
  bench: Bench,
  action: Action,
  run: () => Promise<FinishedOperation>,
): Promise<void> {
  const operation: FinishedOperation = { queuedSeconds: 0, steps: [] };
  const seconds = await bench.measure(action, "Holdfast", async () => {
    Object.assign(operation, await run());
  });
  const { queuedSeconds, steps } = operation;
  const outside = seconds - queuedSeconds - steps.reduce((sum, step) => sum + step.seconds, 0);
  bench.part({ action, name: "waiting in the queue", seconds: queuedSeconds, kind: "added" });
  for (const step of steps) {
    bench.part({ action, ...step, kind: sameWork[action].includes(step.name) ? "same" : "added" });
  }
  bench.part({ action, name: "outside the steps", seconds: outside, kind: "added" });
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
