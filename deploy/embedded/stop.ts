/** `npm stop`: asks a Holdfast that runs in the background to stop, and waits until it has. */
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "#lib/errors.ts";
import { chooseDataFolder, layoutOf } from "./layout.ts";
import { isRunning } from "./process-identity.ts";
import { readProcessRecords } from "./process-records.ts";
import { runMain } from "./run-main.ts";
import { say, sayStep } from "./say.ts";

await runMain(async () => {
  const layout = layoutOf(chooseDataFolder(process.env, process.getuid?.() ?? 0));
  const { launcher } = await readProcessRecords(layout.processes);
  if (!launcher || !(await isRunning(launcher))) {
    say(`No Holdfast runs with the data folder ${layout.data}.`);
    return;
  }
  process.kill(launcher.pid, "SIGTERM");
  await sayStep("Stopping Holdfast", async () => {
    const deadline = performance.now() + 90_000;
    while (await isRunning(launcher)) {
      if (performance.now() > deadline) {
        throw new AppError("INTERNAL", `It has not stopped after 90 s (process ${launcher.pid}).`);
      }
      await delay(200);
    }
  });
});
