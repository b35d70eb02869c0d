import { backup } from "#jobs/backup.ts";
import { checkResource } from "#jobs/check-resource.ts";
import { discardInstance } from "#jobs/discard-instance.ts";
import { expire } from "#jobs/expire.ts";
import type { OperationHandler } from "#jobs/operation-run.ts";
import { previewRestore } from "#jobs/preview-restore.ts";
import { probeRepository } from "#jobs/probe-repository.ts";
import { restore } from "#jobs/restore.ts";
import { setUpResource } from "#jobs/set-up-resource.ts";
import { shortenRetention } from "#jobs/shorten-retention.ts";
import { verify } from "#jobs/verify.ts";
import type { OperationKind } from "#lib/operations/schema.ts";

export const handlers: Record<OperationKind, OperationHandler> = {
  backup,
  verify,
  expire,
  "shorten-retention": shortenRetention,
  restore,
  "restore-preview": previewRestore,
  "discard-instance": discardInstance,
  "check-resource": checkResource,
  "set-up-resource": setUpResource,
  "probe-repository": probeRepository,
};
