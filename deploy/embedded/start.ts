/** The end of `npm start`: everything of one installation on this machine, until it is told to stop. */
import { buildProgram } from "../build.ts";
import { layoutOf } from "./layout.ts";
import { readOptions } from "./read-options.ts";
import { removeReadyFile } from "./ready-file.ts";
import { requireWebPort } from "./require-web-port.ts";
import { describeFailure, runMain } from "./run-main.ts";
import { runningProcesses } from "./running-processes.ts";
import { say } from "./say.ts";
import { startInstallation } from "./start-installation.ts";
import { stopSignal, untilAborted } from "./stop-signal.ts";
import { takeInstallation } from "./take-installation.ts";

await runMain(async () => {
  const options = readOptions(process.env, process.getuid?.() ?? 0);
  const layout = layoutOf(options.data);
  const lock = await takeInstallation(layout);
  const running = runningProcesses(layout.processes);
  const signal = stopSignal();

  const start = async () => {
    await requireWebPort(options);
    await startInstallation(layout, options, await buildProgram(), running, signal);
    await untilAborted(signal);
  };
  const failure = await Promise.race([start(), untilAborted(signal)]).then(
    () => null,
    (error: unknown) => (signal.aborted ? null : error),
  );
  if (failure) process.stderr.write(`\n${describeFailure(failure)}\n`);
  if (running.hasStarted()) say("\nStopping …");
  await running.stop();
  await removeReadyFile(layout.ready);
  lock.release();
  if (running.hasStarted()) say("Stopped.");
  // What was under way when the signal came (a build, a demo being made) ends with this process.
  process.exit(failure ? 1 : 0);
});
