import { z } from "zod";
import { alertRuleIds, severities } from "#lib/alerts/schema.ts";
import { channelKinds } from "./words.ts";

export { channelKinds };

const channelName = z.string().trim().min(1, "Give it a name.").max(100);
const httpsUrl = z.url({ protocol: /^https?$/, error: "Enter a whole address, with https://." }).max(2048);

/** What is shown: nothing secret. A webhook's address is a secret of its own, so only its host is here. */
export const emailSettings = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** tls: from the first byte (465); starttls: required before anything is said (587); none: local relays only. */
  security: z.enum(["tls", "starttls", "none"]),
  user: z.string().max(320).nullable(),
  from: z.email(),
  to: z.array(z.email()).min(1, "Give at least one address.").max(50),
  allowPrivate: z.boolean().default(false),
});
export const webhookSettings = z.object({ host: z.string(), allowPrivate: z.boolean().default(false) });

const emailInput = z.object({
  kind: z.literal("email"),
  settings: emailSettings,
  /** Left out on an update: stays what it was. */
  password: z.string().min(1).max(1024).optional(),
});
const webhookInput = z.object({
  kind: z.literal("webhook"),
  url: httpsUrl.optional(),
  allowPrivate: z.boolean().default(false),
  /** Standard Webhooks secret ("whsec_…"); left out when it is added: one is made and shown once. */
  signingSecret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/=]{32,128}$/, "It is “whsec_” and at least 24 bytes in base64.")
    .optional(),
});
const slackInput = z.object({
  kind: z.literal("slack"),
  url: httpsUrl.optional(),
  allowPrivate: z.boolean().default(false),
});
const target = z.discriminatedUnion("kind", [emailInput, webhookInput, slackInput]);

export const createChannelInput = z.object({
  name: channelName,
  minimumSeverity: z.enum(severities).default("warning"),
  target,
});
export const updateChannelInput = z.object({
  id: z.uuid(),
  name: channelName,
  minimumSeverity: z.enum(severities),
  isEnabled: z.boolean(),
  target,
});
export const channelIdInput = z.object({ id: z.uuid() });

export const channelDto = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(channelKinds),
  /** Where it goes, in words: "ops@example.com through mail.example.com", "hooks.example.com". */
  target: z.string(),
  settings: z.union([emailSettings, webhookSettings]),
  minimumSeverity: z.enum(severities),
  isEnabled: z.boolean(),
  lastSuccessAt: z.iso.datetime().nullable(),
  lastFailureAt: z.iso.datetime().nullable(),
  lastFailure: z.string().nullable(),
  pending: z.number().int(),
  dead: z.number().int(),
});
export const channelList = z.object({ items: z.array(channelDto) });
export const createdChannel = z.object({
  channel: channelDto,
  /** Shown once; null when it was given or the kind has none. */
  signingSecret: z.string().nullable(),
});

/** What an outbox row tells; each channel puts it in its own form. Stored as it was, so a replay says the same. */
export const deliveryMessage = z.object({
  event: z.enum(["fired", "resolved", "info", "test"]),
  rule: z.enum(alertRuleIds).nullable(),
  severity: z.enum(severities),
  alertId: z.uuid().nullable(),
  subject: z.string(),
  summary: z.string(),
  hint: z.string().nullable(),
  at: z.iso.datetime(),
  /** Absolute address of the page to open; null when the origin is not known. */
  url: z.string().nullable(),
});

export const deliveryDto = z.object({
  id: z.uuid(),
  channel: z.object({ id: z.uuid(), name: z.string() }),
  alertId: z.uuid().nullable(),
  message: deliveryMessage,
  state: z.enum(["pending", "sent", "dead"]),
  attempts: z.number().int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  isReplayed: z.boolean(),
});
export const listDeliveriesInput = z.object({
  channelId: z.uuid().optional(),
  alertId: z.uuid().optional(),
  state: z.enum(["pending", "sent", "dead"]).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const deliveryPage = z.object({ items: z.array(deliveryDto), nextCursor: z.string().nullable() });
export const deliveryIdInput = z.object({ id: z.uuid() });

export const alertDrillDto = z.object({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  outcome: z.enum(["passed", "failed"]).nullable(),
  channels: z.array(
    z.object({ name: z.string(), sentAt: z.iso.datetime().nullable(), error: z.string().nullable() }),
  ),
  requestedBy: z.string(),
});
export const alertDrillList = z.object({
  items: z.array(alertDrillDto),
  /** When the next one runs by itself. */
  nextAutomaticAt: z.iso.datetime().nullable(),
});

export const updateDeadManInput = z.object({
  /** Null switches it off. */
  url: httpsUrl.nullable(),
  allowPrivate: z.boolean().default(false),
});
export const deadManDto = z.object({
  isEnabled: z.boolean(),
  host: z.string().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  lastFailureAt: z.iso.datetime().nullable(),
  lastFailure: z.string().nullable(),
});

export type ChannelKind = (typeof channelKinds)[number];
export type ChannelDto = z.infer<typeof channelDto>;
export type DeliveryMessage = z.infer<typeof deliveryMessage>;
export type DeliveryDto = z.infer<typeof deliveryDto>;
export type AlertDrillDto = z.infer<typeof alertDrillDto>;
export type DeadManDto = z.infer<typeof deadManDto>;
