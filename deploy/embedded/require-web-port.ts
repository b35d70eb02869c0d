import { AppError } from "#lib/errors.ts";
import { isPortFree } from "./find-port.ts";
import type { StartOptions } from "./read-options.ts";

/** Refuses early: everything before the web process can take minutes. */
export async function requireWebPort({ webPort, bind }: StartOptions): Promise<void> {
  if (await isPortFree(webPort, bind === "localhost" ? "127.0.0.1" : bind)) return;
  throw new AppError("CONFLICT", `Port ${webPort} is taken by another program.`, {
    hint: `Choose another one, for example: HOLDFAST_PORT=${webPort + 1} npm start`,
    reason: "port-taken",
  });
}
