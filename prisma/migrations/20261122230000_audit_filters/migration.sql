-- Two filters at once: each is common by itself and both together may be rare, or never have been, and no index of
-- one of them finds that out in less than all it has. Entries that have neither are left out.
CREATE INDEX "audit_entries_resource_and_actor" ON "audit_entries" ("resource_id", "actor_id", "position" DESC) WHERE "resource_id" IS NOT NULL AND "actor_id" IS NOT NULL;
CREATE INDEX "audit_entries_resource_and_action" ON "audit_entries" ("resource_id", "action", "position" DESC) WHERE "resource_id" IS NOT NULL;
CREATE INDEX "audit_entries_actor_and_action" ON "audit_entries" ("actor_id", "action", "position" DESC) WHERE "actor_id" IS NOT NULL;
CREATE INDEX "audit_entries_subject_and_actor" ON "audit_entries" ("subject_id", "actor_id", "position" DESC) WHERE "subject_id" IS NOT NULL AND "actor_id" IS NOT NULL;
CREATE INDEX "audit_entries_subject_and_action" ON "audit_entries" ("subject_id", "action", "position" DESC) WHERE "subject_id" IS NOT NULL;

-- What was refused or went wrong is little.
CREATE INDEX "audit_entries_not_done_by_action" ON "audit_entries" ("action", "outcome", "position" DESC) WHERE "outcome" <> 'done';
CREATE INDEX "audit_entries_not_done_by_actor" ON "audit_entries" ("actor_id", "outcome", "position" DESC) WHERE "outcome" <> 'done';
CREATE INDEX "audit_entries_not_done_by_resource" ON "audit_entries" ("resource_id", "outcome", "position" DESC) WHERE "outcome" <> 'done';
CREATE INDEX "audit_entries_not_done_by_subject" ON "audit_entries" ("subject_id", "outcome", "position" DESC) WHERE "outcome" <> 'done';

-- One person's entries of a span of time, which is listed by time.
CREATE INDEX "audit_entries_actor_by_time" ON "audit_entries" ("actor_id", "at_micros" DESC, "position" DESC) WHERE "actor_id" IS NOT NULL;
