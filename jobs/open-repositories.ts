import type { WorkerContext } from "#jobs/worker-context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Repository } from "#lib/db/generated/client.ts";
import type { OpenRepository } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { localLocation, s3Location } from "#lib/repositories/schema.ts";
import { repositorySecrets, SECRETS_COLUMN } from "#lib/repositories/secrets.ts";
import { openSecret } from "#lib/secrets/open.ts";

/** Opened secrets by sealed text: opening is audited, once per worker and sealed value, not every few seconds. */
const opened = new WeakMap<WorkerContext, Map<string, Promise<string>>>();

/** Opens a repository's secrets in this worker's memory (T40). */
export async function openRepository(
  worker: WorkerContext,
  repository: Repository,
  position: number,
): Promise<OpenRepository> {
  const secrets = repositorySecrets.parse(JSON.parse(await openSecrets(worker, repository)));
  const common = {
    id: repository.id,
    position,
    generation: repository.generation,
    cipherPass: secrets.cipherPass,
  };
  if (repository.kind === "local") {
    return { ...common, location: { kind: "local", path: localLocation.parse(repository.location).path } };
  }
  if (secrets.accessKeyId === null || secrets.secretAccessKey === null) {
    throw new AppError("PRECONDITION", `The repository ${repository.name} has no access key.`);
  }
  return {
    ...common,
    location: {
      kind: "s3",
      ...s3Location.parse(repository.location),
      accessKeyId: secrets.accessKeyId,
      secretAccessKey: secrets.secretAccessKey,
    },
  };
}

function openSecrets(worker: WorkerContext, repository: Repository): Promise<string> {
  const cache = opened.get(worker) ?? new Map<string, Promise<string>>();
  opened.set(worker, cache);
  const key = `${repository.id} ${repository.secrets}`;
  const known = cache.get(key);
  if (known) return known;
  const opening = openAndRecord(worker, repository);
  cache.set(key, opening);
  opening.catch(() => cache.delete(key));
  return opening;
}

async function openAndRecord(worker: WorkerContext, repository: Repository): Promise<string> {
  const secret = await openSecret(
    worker.keyring,
    { rowId: repository.id, column: SECRETS_COLUMN },
    repository.secrets,
  );
  await recordAudit(worker.db, worker, {
    action: "secret.open",
    subject: { type: "repository", id: repository.id, name: repository.name },
    details: { worker: worker.workerId },
  });
  return secret;
}
