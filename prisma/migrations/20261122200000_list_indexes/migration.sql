-- What the lists walk along: each filter with the order of the list, so that any page costs what the first one costs.

-- DropIndex
DROP INDEX "operations_created_at_idx";
DROP INDEX "operations_resource_id_created_at_idx";
DROP INDEX "operations_status_idx";
DROP INDEX "backup_sets_resource_id_stopped_at_micros_idx";
DROP INDEX "audit_entries_at_micros_idx";
DROP INDEX "slots_due_at_micros_idx";

-- CreateIndex
CREATE INDEX "operations_created_at_id_idx" ON "operations"("created_at" DESC, "id" DESC);
CREATE INDEX "operations_resource_id_created_at_id_idx" ON "operations"("resource_id", "created_at" DESC, "id" DESC);
CREATE INDEX "operations_kind_created_at_id_idx" ON "operations"("kind", "created_at" DESC, "id" DESC);
CREATE INDEX "operations_status_created_at_id_idx" ON "operations"("status", "created_at" DESC, "id" DESC);
CREATE INDEX "operations_resource_id_kind_finished_at_idx" ON "operations"("resource_id", "kind", "finished_at" DESC);
CREATE INDEX "backup_sets_stopped_at_micros_id_idx" ON "backup_sets"("stopped_at_micros" DESC, "id" DESC);
CREATE INDEX "backup_sets_resource_id_stopped_at_micros_id_idx" ON "backup_sets"("resource_id", "stopped_at_micros" DESC, "id" DESC);
CREATE INDEX "backup_sets_repository_id_stopped_at_micros_id_idx" ON "backup_sets"("repository_id", "stopped_at_micros" DESC, "id" DESC);
CREATE INDEX "slots_due_at_micros_id_idx" ON "slots"("due_at_micros" DESC, "id" DESC);
CREATE INDEX "audit_entries_at_micros_position_idx" ON "audit_entries"("at_micros" DESC, "position" DESC);

-- Few among a great many.
CREATE INDEX "operations_of_a_change" ON "operations" ("change_request_id") WHERE "change_request_id" IS NOT NULL;
CREATE INDEX "operations_probes" ON "operations" ("repository_id", "created_at" DESC) WHERE "kind" = 'probe-repository';
CREATE INDEX "backup_sets_present" ON "backup_sets" ("repository_id") INCLUDE ("repository_bytes") WHERE "state" = 'present';
CREATE INDEX "backup_sets_proven" ON "backup_sets" ("resource_id", "restored_at" DESC) WHERE "restored_at" IS NOT NULL;
CREATE INDEX "audit_entries_not_done" ON "audit_entries" ("outcome", "position" DESC) WHERE "outcome" <> 'done';
