import { parseArgs } from "node:util";
import { AppError } from "#lib/errors.ts";
import { createDemoCluster } from "./create-demo-cluster.ts";

/** `node deploy/demo/main.ts --directory DIR --port PORT --bin-directory DIR`: prints what is running, as JSON. */
const { values } = parseArgs({
  options: {
    directory: { type: "string" },
    port: { type: "string" },
    "bin-directory": { type: "string", default: "/usr/lib/postgresql/15/bin" },
  },
});
const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interruption.abort());
try {
  if (!values.directory || !values.port) throw new AppError("INVALID", "Give --directory and --port.");
  const demo = await createDemoCluster({
    directory: values.directory,
    port: Number(values.port),
    binDirectory: values["bin-directory"],
    signal: interruption.signal,
    log: (text) => console.error(text),
  });
  console.log(JSON.stringify(demo));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(error.hint ? `${error.message} ${error.hint}` : error.message);
  process.exitCode = 1;
}
