/** `npm run stop-demo`: stops the demo cluster, which `npm start` leaves running as a protected database would be. */
import { stat } from "node:fs/promises";
import { AppError } from "#lib/errors.ts";
import { prepareAccounts } from "./accounts.ts";
import { findPostmaster } from "./demo-state.ts";
import { chooseDataFolder, layoutOf } from "./layout.ts";
import { findPostgresPrograms } from "./postgres-programs.ts";
import { runAs } from "./run-as.ts";
import { runMain } from "./run-main.ts";
import { say } from "./say.ts";

await runMain(async () => {
  const uid = process.getuid?.() ?? 0;
  const layout = layoutOf(chooseDataFolder(process.env, uid));
  if (!(await findPostmaster(layout.demoData))) {
    say("No demo cluster runs.");
    return;
  }
  const owner = await stat(layout.demoData);
  if (uid !== 0 && uid !== owner.uid) {
    throw new AppError("FORBIDDEN", "The demo cluster belongs to another user.", {
      hint: "Run this command as root.",
    });
  }
  const { worker } = await prepareAccounts(uid);
  const pgCtl = `${await findPostgresPrograms()}/pg_ctl`;
  await runAs(worker, [pgCtl, "stop", "-D", layout.demoData, "-m", "fast", "-w", "-t", "60"], {
    timeoutMs: 90_000,
  });
  say("The demo cluster is stopped. `npm start` starts it again.");
});
