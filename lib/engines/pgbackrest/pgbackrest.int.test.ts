import { physicalEngineContract } from "#lib/engines/engine.contract.ts";
import { findExecutable } from "#lib/exec/find-executable.ts";
import { pgbackrest } from "./pgbackrest.ts";

physicalEngineContract("the newest pgBackRest on a local repository", pgbackrest(), async () => undefined);

// Debian's own, the oldest supported, when the newest one is another.
const debian = await findExecutable("pgbackrest");
if (debian && (await pgbackrest().describe(new AbortController().signal)).path !== debian) {
  physicalEngineContract("Debian's pgBackRest", pgbackrest({ path: debian }), async () => undefined);
}
