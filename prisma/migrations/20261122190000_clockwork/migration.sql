-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('critical', 'warning', 'info');

-- CreateEnum
CREATE TYPE "AlertState" AS ENUM ('pending', 'firing', 'resolved');

-- CreateEnum
CREATE TYPE "ChannelKind" AS ENUM ('email', 'webhook', 'slack');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('pending', 'sent', 'dead');

-- AlterTable
ALTER TABLE "resources" ADD COLUMN     "recovery_order" INTEGER NOT NULL DEFAULT 100;

-- AlterTable
ALTER TABLE "repositories" ADD COLUMN     "free_bytes" BIGINT,
ADD COLUMN     "total_bytes" BIGINT;

-- AlterTable
ALTER TABLE "resource_repositories" ADD COLUMN     "read_at" TIMESTAMPTZ(6),
ADD COLUMN     "read_error" TEXT,
ADD COLUMN     "read_failed_since" TIMESTAMPTZ(6),
ADD COLUMN     "read_hint" TEXT;

-- AlterTable
ALTER TABLE "backup_sets" ADD COLUMN     "anomalies" JSONB;

-- AlterTable
ALTER TABLE "policies" ADD COLUMN     "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "holds" ADD COLUMN     "expires_at" TIMESTAMPTZ(6),
ADD COLUMN     "owner" JSONB;

-- AlterTable
ALTER TABLE "change_requests" ADD COLUMN     "preview" JSONB;

-- AlterTable
ALTER TABLE "backup_sets" ADD COLUMN     "expired_at" TIMESTAMPTZ(6),
ADD COLUMN     "expired_by" UUID,
ADD COLUMN     "expired_for" TEXT;

-- CreateTable
CREATE TABLE "schedule_cursors" (
    "resource_id" UUID NOT NULL,
    "schedule_id" TEXT NOT NULL,
    "up_to_micros" BIGINT NOT NULL,

    CONSTRAINT "schedule_cursors_pkey" PRIMARY KEY ("resource_id","schedule_id")
);

-- CreateTable
CREATE TABLE "slots" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "schedule_id" TEXT NOT NULL,
    "resource_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "due_at_micros" BIGINT NOT NULL,
    "grace_seconds" INTEGER NOT NULL,
    "operation_id" UUID,
    "missed_at" TIMESTAMPTZ(6),
    "missed_cause" TEXT,
    "missed_why" TEXT,
    "acknowledged_at" TIMESTAMPTZ(6),
    "acknowledged_by" JSONB,

    CONSTRAINT "slots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pauses" (
    "id" UUID NOT NULL,
    "resource_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "paused_by" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "ended_by" JSONB,

    CONSTRAINT "pauses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "beats" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "worker_id" TEXT NOT NULL,

    CONSTRAINT "beats_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "severity" "Severity" NOT NULL,
    "state" "AlertState" NOT NULL,
    "resource_id" UUID,
    "subject" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "hint" TEXT,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "fired_at" TIMESTAMPTZ(6),
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "quiet_since" TIMESTAMPTZ(6),
    "resolved_at" TIMESTAMPTZ(6),
    "acknowledged_at" TIMESTAMPTZ(6),
    "acknowledged_by" JSONB,
    "comment" TEXT,
    "inhibited_by_id" UUID,
    "silenced_by_id" UUID,
    "notified_at" TIMESTAMPTZ(6),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "silences" (
    "id" UUID NOT NULL,
    "rule" TEXT,
    "resource_id" UUID,
    "reason" TEXT NOT NULL,
    "owner" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "ended_by" JSONB,

    CONSTRAINT "silences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channels" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "ChannelKind" NOT NULL,
    "settings" JSONB NOT NULL,
    "secrets" TEXT NOT NULL,
    "minimum_severity" "Severity" NOT NULL DEFAULT 'warning',
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_success_at" TIMESTAMPTZ(6),
    "last_failure_at" TIMESTAMPTZ(6),
    "last_failure" TEXT,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "alert_id" UUID,
    "event" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(6) NOT NULL,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),
    "replay_of_id" UUID,
    "accepted" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_drills" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),
    "outcome" TEXT,
    "channels" JSONB NOT NULL DEFAULT '[]',
    "requested_by" JSONB NOT NULL,

    CONSTRAINT "alert_drills_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dead_man_switches" (
    "id" TEXT NOT NULL,
    "secrets" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "allow_private" BOOLEAN NOT NULL DEFAULT false,
    "attempted_at" TIMESTAMPTZ(6),
    "last_success_at" TIMESTAMPTZ(6),
    "last_failure_at" TIMESTAMPTZ(6),
    "last_failure" TEXT,

    CONSTRAINT "dead_man_switches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "slots_due_at_micros_idx" ON "slots"("due_at_micros" DESC);

-- CreateIndex
CREATE INDEX "slots_resource_id_due_at_micros_idx" ON "slots"("resource_id", "due_at_micros" DESC);

-- CreateIndex
CREATE INDEX "slots_operation_id_idx" ON "slots"("operation_id");

-- CreateIndex
CREATE UNIQUE INDEX "slots_resource_id_schedule_id_due_at_micros_key" ON "slots"("resource_id", "schedule_id", "due_at_micros");

-- CreateIndex
CREATE INDEX "pauses_resource_id_created_at_idx" ON "pauses"("resource_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "alerts_state_fired_at_idx" ON "alerts"("state", "fired_at" DESC);

-- CreateIndex
CREATE INDEX "alerts_resource_id_started_at_idx" ON "alerts"("resource_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "alerts_started_at_id_idx" ON "alerts"("started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "silences_expires_at_idx" ON "silences"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "channels_name_key" ON "channels"("name");

-- CreateIndex
CREATE INDEX "deliveries_state_next_attempt_at_idx" ON "deliveries"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "deliveries_alert_id_idx" ON "deliveries"("alert_id");

-- CreateIndex
CREATE INDEX "deliveries_channel_id_created_at_idx" ON "deliveries"("channel_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "deliveries_created_at_id_idx" ON "deliveries"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_replay_of_id_key" ON "deliveries"("replay_of_id");

-- CreateIndex
CREATE INDEX "alert_drills_started_at_idx" ON "alert_drills"("started_at" DESC);

-- AddForeignKey
ALTER TABLE "schedule_cursors" ADD CONSTRAINT "schedule_cursors_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slots" ADD CONSTRAINT "slots_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slots" ADD CONSTRAINT "slots_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slots" ADD CONSTRAINT "slots_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE SET NULL ON UPDATE CASCADE;




-- ── Guards the application cannot talk its way around ───────────────────────────────────────────────────

-- One open alert of a kind about a thing; a second evaluator loses, and nothing fires twice.
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts" ("fingerprint") WHERE "state" <> 'resolved';
-- Never a resolve without its fire.
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_fired_before_firing" CHECK ("state" <> 'firing' OR "fired_at" IS NOT NULL);
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_resolved_at" CHECK (("state" = 'resolved') = ("resolved_at" IS NOT NULL));
-- Sent is only what was accepted.
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_sent_at" CHECK (("state" = 'sent') = ("sent_at" IS NOT NULL));
-- A message begins as one that nobody has sent; what was accepted or given up stays so, and says what it said.
CREATE FUNCTION holdfast_guard_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW."state" <> 'pending' OR NEW."attempts" <> 0
    THEN RAISE insufficient_privilege USING MESSAGE = 'a message begins unsent'; END IF;
  ELSIF (NEW."message", NEW."event", NEW."channel_id") IS DISTINCT FROM (OLD."message", OLD."event", OLD."channel_id")
    OR (OLD."state" <> 'pending' AND (NEW."state", NEW."sent_at") IS DISTINCT FROM (OLD."state", OLD."sent_at"))
  THEN RAISE insufficient_privilege USING MESSAGE = 'what was sent or given up stays so'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON "deliveries" FOR EACH ROW EXECUTE FUNCTION holdfast_guard_delivery();
-- One pause at a time; silences and pauses end.
CREATE UNIQUE INDEX "pauses_one_open" ON "pauses" ("resource_id") WHERE "ended_at" IS NULL;
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_end" CHECK ("expires_at" > "created_at" AND length("reason") > 0);
ALTER TABLE "silences" ADD CONSTRAINT "silences_end" CHECK ("expires_at" > "created_at" AND length("reason") > 0);
-- A missed slot stays missed, whatever ran later.
CREATE FUNCTION holdfast_guard_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."missed_at" IS NOT NULL AND (NEW."missed_at" IS DISTINCT FROM OLD."missed_at" OR NEW."missed_cause" IS DISTINCT FROM OLD."missed_cause")
  THEN RAISE insufficient_privilege USING MESSAGE = 'a missed run stays missed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON "slots" FOR EACH ROW EXECUTE FUNCTION holdfast_guard_slot();
-- What the alerts are computed from, every few seconds, and little of it among a great deal.
CREATE INDEX "backup_sets_unusual" ON "backup_sets" ("resource_id") WHERE "anomalies" IS NOT NULL;
CREATE INDEX "backup_sets_in_trouble" ON "backup_sets" ("resource_id") WHERE "state" = 'missing' OR "problem" IS NOT NULL;
CREATE INDEX "backup_sets_restored" ON "backup_sets" ("resource_id", "restored_at" DESC) WHERE "restored_at" IS NOT NULL;
CREATE INDEX "slots_missed" ON "slots" ("due_at_micros") WHERE "missed_at" IS NOT NULL AND "acknowledged_at" IS NULL;
CREATE INDEX "deliveries_not_sent" ON "deliveries" ("channel_id") WHERE "state" <> 'sent';
CREATE INDEX "operations_failed" ON "operations" ("kind", "resource_id", "created_at" DESC) WHERE "status" = 'failed';
CREATE INDEX "operations_backed_up" ON "operations" ("resource_id", ("input"->>'type'), "created_at" DESC) WHERE "kind" = 'backup' AND "status" = 'succeeded';
-- The way back of a restore was held without an end.
UPDATE "holds" SET "expires_at" = now() + interval '7 days'
  WHERE "restore_id" IS NULL AND "owner" IS NULL AND "released_at" IS NULL AND "expires_at" IS NULL;
-- Waiting slots are looked for every few seconds.
CREATE INDEX "slots_waiting" ON "slots" ("due_at_micros") WHERE "operation_id" IS NULL AND "missed_at" IS NULL;

-- ── Live updates ────────────────────────────────────────────────────────────────────────────────────────
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "slots" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('slot', 'resource_id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "pauses" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('slot', 'resource_id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "policies" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('policy', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "alerts" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('alert', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "silences" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('alert', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "alert_drills" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('channel', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "channels" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('channel', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "deliveries" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('channel', 'channel_id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "dead_man_switches" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('channel', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "holds" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('resource', 'resource_id');
-- A look at the cluster every few seconds moves two numbers, not everything that shows the resource.
DROP TRIGGER announce ON "position_samples";
CREATE TRIGGER announce AFTER INSERT ON "position_samples" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('position', 'resource_id');

-- ── Who may do what ─────────────────────────────────────────────────────────────────────────────────────
GRANT SELECT ON "schedule_cursors", "slots", "pauses", "beats", "alerts", "silences", "channels", "deliveries",
  "alert_drills", "dead_man_switches" TO holdfast_web, holdfast_worker;

-- The web process: what people decide. It never says that something was sent, seen or fired.
GRANT INSERT, UPDATE, DELETE ON "schedule_cursors" TO holdfast_web;
GRANT INSERT ON "slots", "pauses", "silences", "channels", "deliveries", "alert_drills", "dead_man_switches" TO holdfast_web;
GRANT UPDATE ("missed_at", "missed_cause", "missed_why", "acknowledged_at", "acknowledged_by") ON "slots" TO holdfast_web;
GRANT UPDATE ("ended_at", "ended_by") ON "pauses", "silences" TO holdfast_web;
GRANT UPDATE ("acknowledged_at", "acknowledged_by", "comment") ON "alerts" TO holdfast_web;
GRANT UPDATE ("name", "settings", "secrets", "minimum_severity", "is_enabled", "updated_at") ON "channels" TO holdfast_web;
GRANT UPDATE ("secrets", "host", "is_enabled", "allow_private") ON "dead_man_switches" TO holdfast_web;

-- Workers: what came due, what was noticed, who was told.
GRANT INSERT, UPDATE, DELETE ON "schedule_cursors" TO holdfast_worker;
GRANT INSERT, UPDATE ON "slots", "beats", "alerts", "deliveries", "alert_drills" TO holdfast_worker;
GRANT UPDATE ("ended_at", "ended_by") ON "pauses", "silences" TO holdfast_worker;
GRANT UPDATE ("last_success_at", "last_failure_at", "last_failure") ON "channels", "dead_man_switches" TO holdfast_worker;
GRANT UPDATE ("attempted_at") ON "dead_man_switches" TO holdfast_worker;
GRANT UPDATE ("rules", "version", "updated_at") ON "policies" TO holdfast_worker;
GRANT INSERT, UPDATE, DELETE ON "objectives" TO holdfast_worker;
GRANT DELETE ON "measurements" TO holdfast_worker;
GRANT UPDATE ("policy_id") ON "resources" TO holdfast_worker;
GRANT UPDATE ("read_at", "read_failed_since", "read_error", "read_hint") ON "resource_repositories" TO holdfast_worker;
GRANT UPDATE ("total_bytes", "free_bytes") ON "repositories" TO holdfast_worker;
