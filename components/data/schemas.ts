/**
 * Every schema the browser checks with, as one part of the program that comes after the page: see load-schema.ts.
 * Nothing else may import it, or the page waits for all of it.
 */
import "./no-made-code.ts";
import { z } from "zod";

export {
  acknowledgeAlertInput,
  alertDto,
  alertPage,
  alertRuleList,
  createSilenceInput,
  silenceDto,
  silenceList,
  watchState,
} from "#lib/alerts/schema.ts";
export { auditPage } from "#lib/audit/schema.ts";
export {
  backupSetDetail,
  backupSetPage,
  startBackupInput,
  verifyRepositoryInput,
} from "#lib/backups/schema.ts";
export { changeDto, changePage } from "#lib/changes/schema.ts";
export {
  alertDrillDto,
  alertDrillList,
  channelDto,
  channelList,
  createChannelInput,
  createdChannel,
  deadManDto,
  deliveryDto,
  deliveryPage,
  updateChannelInput,
  updateDeadManInput,
} from "#lib/channels/schema.ts";
export {
  measurementList,
  objectivesDto,
  series,
  systemDto,
  updateSystemInput,
} from "#lib/objectives/schema.ts";
export { logPage, operationDto, operationPage } from "#lib/operations/schema.ts";
export { overviewDto, resourceStatus } from "#lib/overview/schema.ts";
export {
  createPolicyInput,
  policyDescription,
  policyDto,
  policyList,
  retentionRules,
  scheduleRule,
} from "#lib/policies/schema.ts";
export { recoveryAnswer, refusedTarget } from "#lib/recovery/schema.ts";
export { createdRepository, createRepositoryInput, repositoryDto } from "#lib/repositories/schema.ts";
export { createResourceInput, resourceDto, updateResourceInput } from "#lib/resources/schema.ts";
export { previewRestorePayload, previewResult, restoreDto, restorePage } from "#lib/restores/schema.ts";
export {
  createHoldInput,
  holdDto,
  holdList,
  releaseHoldInput,
  requestAttachInput,
  requestRetentionInput,
  retentionOf,
  retentionRequestPage,
  retentionSimulation,
} from "#lib/retention/schema.ts";
export {
  calendarDto,
  createPauseInput,
  nextRunsDto,
  pauseDto,
  pauseList,
  slotDto,
  slotPage,
} from "#lib/schedules/schema.ts";
export { currentSession, sessionList } from "#lib/sessions/schema.ts";
export { createdToken, createTokenInput, tokenList } from "#lib/tokens/schema.ts";
export { createdUser, createUserInput, newPassword, signInLinkDto, userList } from "#lib/users/schema.ts";
export { saveViewInput, viewDto, viewList } from "#lib/views/schema.ts";
export { workerList } from "#lib/workers/schema.ts";
export { checkResult } from "./check-result.ts";
export { listOf } from "./list-of.ts";
export { permissionTable } from "./permission-table.ts";
/** An answer without a body. */
export const nothing = z.null();
/** An answer nobody looks at. */
export const anything = z.unknown();
export const setUpAnswer = z.object({ email: z.string() });
