import type { Context } from "#lib/context.ts";
import type { PhysicalEngine } from "#lib/engines/engine.ts";
import type { WorkerEnv } from "#lib/env.ts";
import type { Keyring } from "#lib/secrets/schema.ts";

/** What one worker process has: the only kind of process with private keys and engines. */
export interface WorkerContext extends Context {
  env: WorkerEnv;
  keyring: Keyring;
  engine: PhysicalEngine;
  workerId: string;
}
