-- What the recovery timeline draws: the sets that are there among years of those that have expired, and the few
-- operations that it marks.
CREATE INDEX "backup_sets_not_expired" ON "backup_sets" ("resource_id", "stopped_at_micros" DESC, "id" DESC) WHERE "state" <> 'expired';
CREATE INDEX "operations_marked" ON "operations" ("resource_id", "created_at" DESC) WHERE "kind" IN ('restore', 'verify') OR "status" = 'failed';
