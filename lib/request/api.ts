import { z } from "zod";
import { exportAuditInput } from "#lib/audit/export-audit.ts";
import { listAudit } from "#lib/audit/list-audit.ts";
import { auditPage } from "#lib/audit/schema.ts";
import { listPermissions, permissionList } from "#lib/auth/list-permissions.ts";
import type { DomainVerb } from "#lib/auth/verb.ts";
import { getBackupSet } from "#lib/backups/get-backup-set.ts";
import { listBackupSets } from "#lib/backups/list-backup-sets.ts";
import { backupSetDetail, backupSetPage } from "#lib/backups/schema.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { verifyRepository } from "#lib/backups/verify-repository.ts";
import { listMeasurements } from "#lib/objectives/list-measurements.ts";
import { measurementList, seriesInput } from "#lib/objectives/schema.ts";
import { cancelOperation } from "#lib/operations/cancel-operation.ts";
import { getOperation } from "#lib/operations/get-operation.ts";
import { listOperations } from "#lib/operations/list-operations.ts";
import { readLog } from "#lib/operations/read-log.ts";
import { logPage, operationDto, operationPage } from "#lib/operations/schema.ts";
import { getOverview } from "#lib/overview/get-overview.ts";
import { getResourceStatus } from "#lib/overview/get-resource-status.ts";
import { overviewDto, resourceStatus } from "#lib/overview/schema.ts";
import { getRecovery } from "#lib/recovery/get-recovery.ts";
import { recoveryAnswer } from "#lib/recovery/schema.ts";
import { createRepository } from "#lib/repositories/create-repository.ts";
import { getRepository } from "#lib/repositories/get-repository.ts";
import { listRepositories } from "#lib/repositories/list-repositories.ts";
import { probeRepository } from "#lib/repositories/probe-repository.ts";
import { createdRepository, repositoryDto } from "#lib/repositories/schema.ts";
import { alertEndpoints } from "#lib/request/alert-endpoints.ts";
import { changeEndpoints } from "#lib/request/change-endpoints.ts";
import { channelEndpoints } from "#lib/request/channel-endpoints.ts";
import { getHealth, health, healthStatus } from "#lib/request/get-health.ts";
import { objectiveEndpoints } from "#lib/request/objective-endpoints.ts";
import { policyEndpoints } from "#lib/request/policy-endpoints.ts";
import { retentionEndpoints } from "#lib/request/retention-endpoints.ts";
import { scheduleEndpoints } from "#lib/request/schedule-endpoints.ts";
import { checkResource } from "#lib/resources/check-resource.ts";
import { createResource } from "#lib/resources/create-resource.ts";
import { listResources } from "#lib/resources/list-resources.ts";
import { resourceDto } from "#lib/resources/schema.ts";
import { setUpResource } from "#lib/resources/set-up-resource.ts";
import { updateResource } from "#lib/resources/update-resource.ts";
import { discardInstance } from "#lib/restores/discard-instance.ts";
import { getRestore } from "#lib/restores/get-restore.ts";
import { listRestores } from "#lib/restores/list-restores.ts";
import { previewRestore } from "#lib/restores/preview-restore.ts";
import { requestRestore } from "#lib/restores/request-restore.ts";
import { restoreDto, restorePage } from "#lib/restores/schema.ts";
import { undoRestore } from "#lib/restores/undo-restore.ts";
import { getCurrentSession } from "#lib/sessions/get-current-session.ts";
import { listSessions } from "#lib/sessions/list-sessions.ts";
import { revokeSession } from "#lib/sessions/revoke-session.ts";
import { currentSession, sessionList } from "#lib/sessions/schema.ts";
import { touchSession } from "#lib/sessions/touch-session.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { listTokens } from "#lib/tokens/list-tokens.ts";
import { revokeToken } from "#lib/tokens/revoke-token.ts";
import { createdToken, tokenList } from "#lib/tokens/schema.ts";
import { createUser } from "#lib/users/create-user.ts";
import { deactivateUser } from "#lib/users/deactivate-user.ts";
import { grantRole } from "#lib/users/grant-role.ts";
import { issueSignInLink } from "#lib/users/issue-sign-in-link.ts";
import { listUsers } from "#lib/users/list-users.ts";
import { revokeRole } from "#lib/users/revoke-role.ts";
import { createdUser, signInLinkDto, userDto, userList } from "#lib/users/schema.ts";
import { useSignInLink } from "#lib/users/use-sign-in-link.ts";
import { deleteView } from "#lib/views/delete-view.ts";
import { listViews } from "#lib/views/list-views.ts";
import { saveView } from "#lib/views/save-view.ts";
import { viewDto, viewList } from "#lib/views/schema.ts";
import { listWorkers } from "#lib/workers/list-workers.ts";
import { workerList } from "#lib/workers/schema.ts";

interface Endpoint {
  verb: DomainVerb<never, unknown>;
  output: z.ZodType;
  /** Left out: 200, or 204 without an output. */
  statusOf?: (output: unknown) => number;
}

const none = z.void();

/** The whole public API: which verb answers which request, and with what. Routes and OpenAPI both come from here. */
export const api = {
  "GET /health": { verb: getHealth, output: health, statusOf: healthStatus },
  "GET /session": { verb: getCurrentSession, output: currentSession },
  "POST /session/activity": { verb: touchSession, output: none },
  "GET /sessions": { verb: listSessions, output: sessionList },
  "POST /sessions/{id}/revoke": { verb: revokeSession, output: none },
  "GET /tokens": { verb: listTokens, output: tokenList },
  "POST /tokens": { verb: createToken, output: createdToken },
  "POST /tokens/{id}/revoke": { verb: revokeToken, output: none },
  "GET /permissions": { verb: listPermissions, output: permissionList },
  "POST /set-up": { verb: useSignInLink, output: z.object({ email: z.string() }) },

  "GET /overview": { verb: getOverview, output: overviewDto },
  "GET /resources": { verb: listResources, output: z.object({ items: z.array(resourceDto) }) },
  "POST /resources": { verb: createResource, output: resourceDto },
  "GET /resources/{id}": { verb: getResourceStatus, output: resourceStatus },
  "POST /resources/{id}": { verb: updateResource, output: resourceDto },
  "POST /resources/{id}/check": { verb: checkResource, output: operationDto },
  "POST /resources/{id}/set-up": { verb: setUpResource, output: operationDto },
  "GET /resources/{id}/recovery": {
    verb: getRecovery,
    output: recoveryAnswer,
  },
  "GET /resources/{id}/measurements": { verb: listMeasurements, output: measurementList },

  "GET /repositories": { verb: listRepositories, output: z.object({ items: z.array(repositoryDto) }) },
  "POST /repositories": { verb: createRepository, output: createdRepository },
  "GET /repositories/{id}": { verb: getRepository, output: repositoryDto },
  "POST /repositories/{id}/probe": { verb: probeRepository, output: operationDto },
  "GET /workers": { verb: listWorkers, output: workerList },

  "GET /backups": { verb: listBackupSets, output: backupSetPage },
  "GET /backups/{id}": { verb: getBackupSet, output: backupSetDetail },
  "POST /backups": { verb: startBackup, output: operationDto },
  "POST /backups/verify": { verb: verifyRepository, output: operationDto },
  "GET /operations": { verb: listOperations, output: operationPage },
  "GET /operations/{id}": { verb: getOperation, output: operationDto },
  "GET /operations/{id}/log": { verb: readLog, output: logPage },
  "POST /operations/{id}/cancel": { verb: cancelOperation, output: operationDto },

  "POST /restore-previews": { verb: previewRestore, output: operationDto },
  "GET /restores": { verb: listRestores, output: restorePage },
  "POST /restores": { verb: requestRestore, output: restoreDto },
  "GET /restores/{id}": { verb: getRestore, output: restoreDto },
  "POST /restores/{id}/undo": { verb: undoRestore, output: operationDto },
  "POST /restores/{id}/discard": { verb: discardInstance, output: operationDto },

  "GET /users": { verb: listUsers, output: userList },
  "POST /users": { verb: createUser, output: createdUser },
  "POST /users/{id}/grant-role": { verb: grantRole, output: userDto },
  "POST /users/{id}/revoke-role": { verb: revokeRole, output: userDto },
  "POST /users/{id}/deactivate": { verb: deactivateUser, output: userDto },
  "POST /users/{id}/sign-in-link": { verb: issueSignInLink, output: signInLinkDto },
  "GET /audit": { verb: listAudit, output: auditPage },
  "GET /views": { verb: listViews, output: viewList },
  "POST /views": { verb: saveView, output: viewDto },
  "POST /views/{id}/delete": { verb: deleteView, output: none },

  ...changeEndpoints,
  ...policyEndpoints,
  ...scheduleEndpoints,
  ...retentionEndpoints,
  ...objectiveEndpoints,
  ...alertEndpoints,
  ...channelEndpoints,
} as const satisfies Record<`${"GET" | "POST"} /${string}`, Endpoint>;

export type EndpointName = keyof typeof api;

/** Answers that are files or streams; each has a handler of its own, guarded by the same table of verbs. */
export const rawEndpoints = {
  "GET /openapi.json": { verb: "apiDescription.read", summary: "This description", query: null },
  "GET /events": { verb: "event.stream", summary: "Live updates as server-sent events", query: null },
  "GET /operations/{id}/log/download": {
    verb: "operation.read",
    summary: "The whole log as text",
    query: null,
  },
  "GET /resources/{id}/series/csv": {
    verb: "measurement.read",
    summary: "What was measured of a resource as CSV",
    query: seriesInput,
  },
  "POST /audit/export": {
    verb: "audit.export",
    summary: "The audit log as NDJSON or CSV",
    query: exportAuditInput,
  },
} as const;
