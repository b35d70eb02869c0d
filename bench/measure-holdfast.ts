import type { ScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import type { Bench } from "./bench.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Holdfast } from "./holdfast.ts";
import { quieten } from "./quieten.ts";

export async function measureHoldfast(
  bench: Bench,
  holdfast: Holdfast,
  source: ScratchCluster,
): Promise<void> {
  const { options, signal } = bench;
  const { cluster } = source;
  await quieten(bench, [cluster], [cluster.dataDirectory]);
  await bench.measure("backup", "Holdfast", () => holdfast.backUpFully());
  if (!options.benchmarks.has("restore")) return;

  await quieten(bench, [cluster], [bench.directory]);
  let restored = cluster;
  await bench.measure("restore", "Holdfast", async () => {
    restored = { ...cluster, ...(await holdfast.restoreToNewInstance()) };
  });
  bench.same("Holdfast", await fingerprint(restored, signal));
  await holdfast.discardNewInstance();

  await holdfast.markPosition();
  await bench.change(cluster);
  await quieten(bench, [cluster], [bench.directory, cluster.dataDirectory]);
  await bench.measure("in place", "Holdfast", () => holdfast.restoreInPlace());
  bench.same("Holdfast", await fingerprint(cluster, signal));
}
