import { availableParallelism } from "node:os";
import type { Cluster, OpenRepository } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import type { Features } from "./features.ts";
import { stanzaName } from "./stanza.ts";

export interface ConfigInput {
  cluster: Cluster;
  repositories: OpenRepository[];
  features: Features;
  /** Directory for spool, locks and log. */
  stateDirectory: string;
  /** False for a server being restored: its asynchronous fetch would share locks with the original's push, and
   *  up to 2.55 may report an archived segment as missing, which ends recovery early without an error. */
  isAsync: boolean;
}

/**
 * The text of pgbackrest.conf. Expiry is Holdfast's alone, so there is no retention in it; and never
 * `archive-push-queue-max`, which reports success and drops WAL.
 */
export function buildConfig(input: ConfigInput): string {
  const { cluster, stateDirectory } = input;
  return [
    "[global]",
    ...lines({
      "compress-type": "zst",
      "compress-level": "3",
      "process-max": String(Math.max(1, Math.min(8, availableParallelism()))),
      "start-fast": "y",
      "expire-auto": "n",
      "archive-async": input.isAsync ? "y" : "n",
      "spool-path": `${stateDirectory}/spool`,
      "lock-path": `${stateDirectory}/lock`,
      "log-path": `${stateDirectory}/log`,
      "log-level-file": "off",
      "log-level-console": "warn",
    }),
    ...input.repositories.flatMap((repository) => lines(repositoryOptions(repository, input.features))),
    "",
    `[${stanzaName(cluster.resourceId)}]`,
    ...lines({
      "pg1-path": cluster.dataDirectory,
      "pg1-port": String(cluster.port),
      "pg1-socket-path": cluster.socketDirectory,
      "pg1-user": cluster.user,
    }),
    "",
  ].join("\n");
}

function repositoryOptions(repository: OpenRepository, features: Features): Record<string, string> {
  const { location, generation, position } = repository;
  const prefix = (options: Record<string, string>) =>
    Object.fromEntries(Object.entries(options).map(([name, value]) => [`repo${position}-${name}`, value]));
  const common = {
    "cipher-type": "aes-256-cbc",
    "cipher-pass": repository.cipherPass,
    bundle: "y",
    // Even "n" is refused where it is still a beta feature.
    ...(features.hasBlockIncremental ? { block: "y" } : {}),
  };
  if (location.kind === "local") {
    return prefix({ ...common, type: "posix", path: `${location.path}/g${generation}` });
  }
  const folder = location.prefix.replace(/^\/+|\/+$/g, "");
  return prefix({
    ...common,
    type: "s3",
    path: `/${folder ? `${folder}/` : ""}g${generation}`,
    "s3-bucket": location.bucket,
    "s3-endpoint": location.endpoint,
    "s3-region": location.region,
    "s3-uri-style": location.uriStyle,
    "s3-key": location.accessKeyId,
    "s3-key-secret": location.secretAccessKey,
    "storage-port": String(location.port),
    "storage-verify-tls": "y",
    ...(location.caFile ? { "storage-ca-file": location.caFile } : {}),
  });
}

function lines(options: Record<string, string>): string[] {
  return Object.entries(options).map(([name, value]) => {
    // The file has no quoting: such a value would silently become another one, or another option.
    if (value === "" || value !== value.trim() || /[\r\n\0]/.test(value)) {
      throw new AppError(
        "INVALID",
        `The setting ${name} is empty, begins or ends with a space, or has a line break.`,
        {
          reason: "unwritable-setting",
          hint: "Choose a value without spaces at its ends and without line breaks.",
        },
      );
    }
    return `${name}=${value}`;
  });
}
