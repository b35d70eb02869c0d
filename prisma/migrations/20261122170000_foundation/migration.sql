-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('operator', 'manager', 'auditor', 'admin');

-- CreateEnum
CREATE TYPE "Tier" AS ENUM ('critical', 'standard');

-- CreateEnum
CREATE TYPE "ResourceKind" AS ENUM ('postgres', 'files', 'config', 'code', 'logs');

-- CreateEnum
CREATE TYPE "ResourceState" AS ENUM ('new', 'protected');

-- CreateEnum
CREATE TYPE "RepositoryKind" AS ENUM ('local', 's3');

-- CreateEnum
CREATE TYPE "BackupSetState" AS ENUM ('present', 'missing', 'expired');

-- CreateEnum
CREATE TYPE "ObjectiveKind" AS ENUM ('rpo', 'rto');

-- CreateEnum
CREATE TYPE "OperationStatus" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "StepStatus" AS ENUM ('running', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "Decision" AS ENUM ('requested', 'approved', 'rejected', 'cancelled', 'expired', 'superseded');

-- CreateEnum
CREATE TYPE "Vote" AS ENUM ('approve', 'reject');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grants" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "granted_by" UUID,
    "granted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "role_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_links" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "issued_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "sign_in_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_active_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "user_agent" TEXT,
    "address" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(6) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key","window_start")
);

-- CreateTable
CREATE TABLE "systems" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tier" "Tier" NOT NULL,

    CONSTRAINT "systems_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resources" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "ResourceKind" NOT NULL,
    "state" "ResourceState" NOT NULL DEFAULT 'new',
    "system_id" UUID,
    "policy_id" UUID,
    "host" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "system_identifier" TEXT,
    "facts" JSONB,
    "facts_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "resources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repositories" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "RepositoryKind" NOT NULL,
    "host" TEXT NOT NULL,
    "location" JSONB NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "secrets" TEXT NOT NULL,
    "probe" JSONB,
    "probed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repositories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resource_repositories" (
    "resource_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "resource_repositories_pkey" PRIMARY KEY ("resource_id","repository_id")
);

-- CreateTable
CREATE TABLE "policies" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rules" JSONB NOT NULL,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_sets" (
    "id" UUID NOT NULL,
    "resource_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "prior_label" TEXT,
    "references" TEXT[],
    "state" "BackupSetState" NOT NULL DEFAULT 'present',
    "started_at_micros" BIGINT NOT NULL,
    "stopped_at_micros" BIGINT NOT NULL,
    "start_lsn" TEXT NOT NULL,
    "stop_lsn" TEXT NOT NULL,
    "start_segment" TEXT NOT NULL,
    "stop_segment" TEXT NOT NULL,
    "timeline" INTEGER NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "repository_bytes" BIGINT NOT NULL,
    "system_identifier" TEXT NOT NULL,
    "postgres_version" TEXT NOT NULL,
    "has_page_errors" BOOLEAN NOT NULL DEFAULT false,
    "annotations" JSONB NOT NULL DEFAULT '{}',
    "manifest_sha256" TEXT,
    "stored_at" TIMESTAMPTZ(6),
    "chain_at" TIMESTAMPTZ(6),
    "wal_at" TIMESTAMPTZ(6),
    "checksummed_at" TIMESTAMPTZ(6),
    "restored_at" TIMESTAMPTZ(6),
    "problem" TEXT,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operation_id" UUID,

    CONSTRAINT "backup_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holds" (
    "id" UUID NOT NULL,
    "resource_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "restore_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ(6),
    "released_for" TEXT,

    CONSTRAINT "holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_windows" (
    "resource_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "computed_at_micros" BIGINT NOT NULL,
    "window" JSONB NOT NULL,

    CONSTRAINT "recovery_windows_pkey" PRIMARY KEY ("resource_id","repository_id")
);

-- CreateTable
CREATE TABLE "position_samples" (
    "id" BIGSERIAL NOT NULL,
    "resource_id" UUID NOT NULL,
    "at_micros" BIGINT NOT NULL,
    "lsn" TEXT NOT NULL,
    "timeline" INTEGER NOT NULL,
    "snapshot" TEXT NOT NULL,

    CONSTRAINT "position_samples_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objectives" (
    "resource_id" UUID NOT NULL,
    "kind" "ObjectiveKind" NOT NULL,
    "target_seconds" INTEGER NOT NULL,

    CONSTRAINT "objectives_pkey" PRIMARY KEY ("resource_id","kind")
);

-- CreateTable
CREATE TABLE "measurements" (
    "id" BIGSERIAL NOT NULL,
    "resource_id" UUID NOT NULL,
    "kind" "ObjectiveKind" NOT NULL,
    "at_micros" BIGINT NOT NULL,
    "value_ms" BIGINT NOT NULL,
    "details" JSONB,
    "operation_id" UUID,

    CONSTRAINT "measurements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operations" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" "OperationStatus" NOT NULL DEFAULT 'queued',
    "host" TEXT NOT NULL,
    "resource_id" UUID,
    "repository_id" UUID,
    "change_request_id" UUID,
    "is_exclusive" BOOLEAN NOT NULL DEFAULT true,
    "input" JSONB NOT NULL DEFAULT '{}',
    "result" JSONB,
    "requested_by" JSONB NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker_id" TEXT,
    "heartbeat_at" TIMESTAMPTZ(6),
    "progress" JSONB,
    "progress_at" TIMESTAMPTZ(6),
    "waiting_for" TEXT,
    "cancel_requested_at" TIMESTAMPTZ(6),
    "cancel_requested_by" TEXT,
    "is_cancellable" BOOLEAN NOT NULL DEFAULT true,
    "error_code" TEXT,
    "error_reason" TEXT,
    "error_message" TEXT,
    "error_hint" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "operations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operation_steps" (
    "operation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "status" "StepStatus" NOT NULL,
    "attempt" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),
    "result" JSONB,

    CONSTRAINT "operation_steps_pkey" PRIMARY KEY ("operation_id","name")
);

-- CreateTable
CREATE TABLE "operation_log_lines" (
    "id" BIGSERIAL NOT NULL,
    "operation_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "level" TEXT NOT NULL,
    "step" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "operation_log_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "host" TEXT NOT NULL,
    "worker_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "version" TEXT NOT NULL,
    "engines" JSONB NOT NULL,
    "hooks" JSONB NOT NULL,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "change_requests" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "resource_id" UUID,
    "plan_text" TEXT NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "decision" "Decision" NOT NULL DEFAULT 'requested',
    "requested_by_id" UUID NOT NULL,
    "requested_by" JSONB NOT NULL,
    "required_approvals" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "decided_at" TIMESTAMPTZ(6),
    "approval_expires_at" TIMESTAMPTZ(6),
    "spent_by_id" UUID,
    "spent_at" TIMESTAMPTZ(6),

    CONSTRAINT "change_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approvals" (
    "id" UUID NOT NULL,
    "change_request_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "vote" "Vote" NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "reject_reason" TEXT,
    "comment" TEXT,
    "proof_method" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restores" (
    "id" UUID NOT NULL,
    "change_request_id" UUID NOT NULL,
    "resource_id" UUID NOT NULL,
    "preview" JSONB NOT NULL,
    "preview_at" TIMESTAMPTZ(6) NOT NULL,
    "undo_of_id" UUID,
    "receipt" JSONB,
    "way_back" JSONB,
    "instance" JSONB,
    "discarded_at" TIMESTAMPTZ(6),

    CONSTRAINT "restores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "position" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "at_micros" BIGINT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "subject_type" TEXT,
    "subject_id" TEXT,
    "subject_name" TEXT,
    "resource_id" TEXT,
    "canonical" BYTEA NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("position")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "role_grants_user_id_idx" ON "role_grants"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_links_token_hash_key" ON "sign_in_links"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_links_user_id_created_at_idx" ON "sign_in_links"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "systems_name_key" ON "systems"("name");

-- CreateIndex
CREATE UNIQUE INDEX "resources_name_key" ON "resources"("name");

-- CreateIndex
CREATE UNIQUE INDEX "repositories_name_key" ON "repositories"("name");

-- CreateIndex
CREATE UNIQUE INDEX "resource_repositories_resource_id_position_key" ON "resource_repositories"("resource_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "policies_name_key" ON "policies"("name");

-- CreateIndex
CREATE INDEX "backup_sets_resource_id_stopped_at_micros_idx" ON "backup_sets"("resource_id", "stopped_at_micros" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "backup_sets_resource_id_repository_id_generation_label_key" ON "backup_sets"("resource_id", "repository_id", "generation", "label");

-- CreateIndex
CREATE INDEX "holds_resource_id_released_at_idx" ON "holds"("resource_id", "released_at");

-- CreateIndex
CREATE INDEX "position_samples_resource_id_at_micros_idx" ON "position_samples"("resource_id", "at_micros" DESC);

-- CreateIndex
CREATE INDEX "measurements_resource_id_kind_at_micros_idx" ON "measurements"("resource_id", "kind", "at_micros" DESC);

-- CreateIndex
CREATE INDEX "operations_resource_id_created_at_idx" ON "operations"("resource_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "operations_created_at_idx" ON "operations"("created_at" DESC);

-- CreateIndex
CREATE INDEX "operations_status_idx" ON "operations"("status");

-- CreateIndex
CREATE INDEX "operation_log_lines_operation_id_id_idx" ON "operation_log_lines"("operation_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "change_requests_number_key" ON "change_requests"("number");

-- CreateIndex
CREATE INDEX "change_requests_decision_created_at_idx" ON "change_requests"("decision", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "approvals_change_request_id_user_id_key" ON "approvals"("change_request_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "restores_change_request_id_key" ON "restores"("change_request_id");

-- CreateIndex
CREATE INDEX "restores_resource_id_idx" ON "restores"("resource_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_id_key" ON "audit_entries"("id");

-- CreateIndex
CREATE INDEX "audit_entries_action_position_idx" ON "audit_entries"("action", "position" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_position_idx" ON "audit_entries"("actor_id", "position" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_subject_id_position_idx" ON "audit_entries"("subject_id", "position" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_resource_id_position_idx" ON "audit_entries"("resource_id", "position" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_at_micros_idx" ON "audit_entries"("at_micros");

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resources" ADD CONSTRAINT "resources_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "systems"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resources" ADD CONSTRAINT "resources_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_repositories" ADD CONSTRAINT "resource_repositories_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_repositories" ADD CONSTRAINT "resource_repositories_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_sets" ADD CONSTRAINT "backup_sets_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_sets" ADD CONSTRAINT "backup_sets_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_windows" ADD CONSTRAINT "recovery_windows_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_windows" ADD CONSTRAINT "recovery_windows_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repositories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position_samples" ADD CONSTRAINT "position_samples_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objectives" ADD CONSTRAINT "objectives_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operations" ADD CONSTRAINT "operations_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operations" ADD CONSTRAINT "operations_change_request_id_fkey" FOREIGN KEY ("change_request_id") REFERENCES "change_requests"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operation_steps" ADD CONSTRAINT "operation_steps_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operation_log_lines" ADD CONSTRAINT "operation_log_lines_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_change_request_id_fkey" FOREIGN KEY ("change_request_id") REFERENCES "change_requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restores" ADD CONSTRAINT "restores_change_request_id_fkey" FOREIGN KEY ("change_request_id") REFERENCES "change_requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restores" ADD CONSTRAINT "restores_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ── Guards the application cannot talk its way around ───────────────────────────────────────────────────

-- Never two engines on one cluster at once.
CREATE UNIQUE INDEX "operations_one_exclusive_running" ON "operations" ("resource_id") WHERE "status" = 'running' AND "is_exclusive";
-- One active grant of a role per person.
CREATE UNIQUE INDEX "role_grants_active" ON "role_grants" ("user_id", "role") WHERE "revoked_at" IS NULL;
ALTER TABLE "users" ADD CONSTRAINT "users_email_lower" CHECK ("email" = lower("email"));
-- An approval can be spent once, and only an approved change can be spent (T8, T10).
ALTER TABLE "change_requests" ADD CONSTRAINT "change_requests_spent_when_approved" CHECK ("spent_by_id" IS NULL OR "decision" = 'approved');
ALTER TABLE "change_requests" ADD CONSTRAINT "change_requests_approved_expires" CHECK ("decision" <> 'approved' OR "approval_expires_at" IS NOT NULL);

-- ── Live updates: rows announce themselves when their transaction commits ───────────────────────────────
CREATE FUNCTION holdfast_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('holdfast', TG_ARGV[0] || ':' || COALESCE(to_jsonb(COALESCE(NEW, OLD)) ->> TG_ARGV[1], ''));
  RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "operations" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('operation', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "operation_steps" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('operation', 'operation_id');
CREATE TRIGGER announce AFTER INSERT ON "operation_log_lines" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('log', 'operation_id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "change_requests" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('change', 'id');
CREATE TRIGGER announce AFTER INSERT ON "approvals" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('change', 'change_request_id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "restores" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('restore', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "backup_sets" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('resource', 'resource_id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "recovery_windows" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('resource', 'resource_id');
CREATE TRIGGER announce AFTER INSERT ON "position_samples" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('resource', 'resource_id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "resources" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('resource', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON "repositories" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('repository', 'id');
CREATE TRIGGER announce AFTER INSERT ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION holdfast_announce('audit', 'subject_id');

-- ── Who may do what (T23, T35). The owner runs migrations; these two run the product. ───────────────────
GRANT USAGE ON SCHEMA public TO holdfast_web, holdfast_worker;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO holdfast_web, holdfast_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO holdfast_web, holdfast_worker;

-- The audit trail: insert and read, nothing else, for everybody.
GRANT INSERT ON "audit_entries" TO holdfast_web, holdfast_worker;

-- The web process: people, configuration, requests and votes. It can ask for work but never report it done.
GRANT INSERT, UPDATE ON "users", "role_grants", "sign_in_links", "sessions", "api_tokens", "systems", "resources",
  "repositories", "resource_repositories", "policies", "objectives", "holds" TO holdfast_web;
GRANT INSERT, UPDATE, DELETE ON "rate_limits" TO holdfast_web;
GRANT INSERT ON "operations", "change_requests", "approvals", "restores" TO holdfast_web;
-- A queued operation may be cancelled at once; a running one only asked to stop.
GRANT UPDATE ("cancel_requested_at", "cancel_requested_by", "status", "finished_at", "error_code", "error_reason", "error_message", "error_hint") ON "operations" TO holdfast_web;
GRANT UPDATE ("decision", "decided_at", "approval_expires_at") ON "change_requests" TO holdfast_web;

-- Workers: what was done, and what was found. They can never vote, nor change a plan.
GRANT INSERT, UPDATE ON "operations", "operation_steps", "operation_log_lines", "backup_sets", "holds", "recovery_windows",
  "position_samples", "measurements", "workers" TO holdfast_worker;
GRANT DELETE ON "position_samples", "operation_log_lines" TO holdfast_worker;
GRANT UPDATE ("state", "system_identifier", "facts", "facts_at", "updated_at") ON "resources" TO holdfast_worker;
GRANT UPDATE ("probe", "probed_at") ON "repositories" TO holdfast_worker;
GRANT UPDATE ("decision", "decided_at", "spent_by_id", "spent_at") ON "change_requests" TO holdfast_worker;
GRANT UPDATE ("receipt", "way_back", "instance", "discarded_at") ON "restores" TO holdfast_worker;
