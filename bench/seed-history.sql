-- Two years of an installation that seed-installation.sql has made. Every table is the real one with all its indexes.
-- Variables: resources, now_ms, operations, audit_entries, restores, days (of sets, slots and samples), alerts.
\set ON_ERROR_STOP on
SET timezone = 'UTC';
SET synchronous_commit = off;
-- The rows refer to each other by construction; half a million look-ups would only say so again.
SET session_replication_role = replica;
SELECT setseed(0.42);
\set span_ms 63072000000
\set start_ms (:now_ms - :span_ms)

CREATE FUNCTION pg_temp.key(what text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (substr(h, 1, 12) || '7' || substr(h, 14, 3) || '8' || substr(h, 18, 15))::uuid FROM md5(what || '/' || n) AS h $$;
-- In the order of time, as the program's own are (RFC 9562, version 7).
CREATE FUNCTION pg_temp.v7(ms bigint, what text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || substr(md5(what || '/' || n), 1, 15))::uuid $$;
CREATE FUNCTION pg_temp.at(ms bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT timestamptz 'epoch' + ms * interval '1 millisecond' $$;
CREATE FUNCTION pg_temp.lsn(bytes bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT upper(to_hex(bytes >> 32) || '/' || to_hex(bytes & 4294967295)) $$;

\echo '  operations'
CREATE TEMP TABLE kind (first int, upto int, name text, is_exclusive boolean, input jsonb, seconds int);
INSERT INTO kind VALUES
  (0, 480, 'backup', true, '{"type": "incr"}', 90), (480, 600, 'backup', true, '{"type": "full"}', 900),
  (600, 730, 'verify', false, '{}', 600), (730, 900, 'expire', true, '{}', 20), (900, 940, 'check-resource', false, '{}', 4),
  (940, 965, 'probe-repository', false, '{}', 6), (965, 995, 'restore-preview', false, '{}', 9),
  (995, 998, 'discard-instance', false, '{}', 12), (998, 1000, 'set-up-resource', true, '{}', 60);
CREATE TEMP TABLE kind_of AS SELECT place, kind.* FROM generate_series(0, 999) AS place JOIN kind ON place >= first AND place < upto;
ANALYZE kind_of;
INSERT INTO operations (id, kind, status, host, resource_id, repository_id, is_exclusive, input, result, requested_by, attempt,
  worker_id, error_code, error_reason, error_message, error_hint, created_at, started_at, finished_at)
SELECT pg_temp.v7(ms, 'operation', n), name,
  (CASE WHEN n % 1000 < 25 THEN 'failed' WHEN n % 1000 < 30 THEN 'cancelled' ELSE 'succeeded' END)::"OperationStatus",
  'host-' || r % 10, CASE WHEN name <> 'probe-repository' THEN pg_temp.key('resource', r) END, pg_temp.key('repository', r % 5),
  is_exclusive, input, '{}',
  CASE WHEN n % 20 = 0 THEN jsonb_build_object('id', pg_temp.key('user', n % 40), 'name', 'Person ' || n % 40, 'kind', 'user')
    ELSE '{"id": null, "name": "schedule", "kind": "system"}' END,
  1, 'worker-' || r % 10,
  CASE WHEN n % 1000 < 25 THEN 'ENGINE' END, CASE WHEN n % 1000 < 25 THEN 'repository-full' END,
  CASE WHEN n % 1000 < 25 THEN 'The repository has no space left.' END,
  CASE WHEN n % 1000 < 25 THEN 'Free space, or shorten the retention.' END,
  pg_temp.at(ms), pg_temp.at(ms + 700), pg_temp.at(ms + 700 + seconds * (500 + hashint8(n) & 1023))
FROM (SELECT n, :start_ms + (n * :span_ms::numeric / :operations)::bigint AS ms, (hashint8(n) & 1048575) % :resources AS r
  FROM generate_series(0, :operations - 1) AS n) AS numbered
JOIN kind_of ON place = (hashint8(n + 77) & 1048575) % 1000
ORDER BY n;
INSERT INTO operations (id, kind, status, host, resource_id, input, requested_by, attempt, worker_id, heartbeat_at, created_at, started_at)
SELECT pg_temp.v7(:now_ms - 60000 + n, 'now', n), 'backup', (CASE WHEN n < 6 THEN 'running' ELSE 'queued' END)::"OperationStatus",
  'host-' || n % 10, pg_temp.key('resource', n % :resources), '{"type": "incr"}', '{"id": null, "name": "schedule", "kind": "system"}', 1,
  'worker-' || n % 10, pg_temp.at(:now_ms), pg_temp.at(:now_ms - 60000 + n), CASE WHEN n < 6 THEN pg_temp.at(:now_ms - 50000) END
FROM generate_series(0, least(10, :resources) - 1) AS n;

\echo '  steps and log lines of the newest operations'
CREATE TEMP TABLE newest AS SELECT id, created_at FROM operations WHERE status = 'succeeded' ORDER BY created_at DESC LIMIT 2000;
INSERT INTO operation_steps (operation_id, position, name, status, attempt, started_at, finished_at, result)
SELECT id, place, 'step ' || place, 'succeeded', 1, created_at + place * interval '2 s', created_at + place * interval '3 s', '{}'
FROM newest, generate_series(1, 5) AS place;
INSERT INTO operation_log_lines (operation_id, at, level, step, text)
SELECT id, created_at + line * interval '0.1 s', 'info', 'step 3', 'backed up file base/16384/' || line || ' (8KB, 12.5%) checksum ' || md5(line::text)
FROM (SELECT * FROM newest LIMIT 200) AS latest, generate_series(1, 1000) AS line;

\echo '  backup sets'
-- Every four hours, the one at 02:00 full; kept 90 days, then rows of what was.
INSERT INTO backup_sets (id, resource_id, repository_id, generation, label, type, prior_label, "references", state, started_at_micros,
  stopped_at_micros, start_lsn, stop_lsn, start_segment, stop_segment, timeline, size_bytes, repository_bytes, system_identifier,
  postgres_version, manifest_sha256, stored_at, chain_at, wal_at, checksummed_at, restored_at, last_seen_at)
SELECT pg_temp.v7(ms, 'set' || r, n), pg_temp.key('resource', r), pg_temp.key('repository', r % 5), 1,
  to_char(pg_temp.at(ms), 'YYYYMMDD-HH24MISS') || CASE WHEN n % 6 = 0 THEN 'F' ELSE 'I' END,
  CASE WHEN n % 6 = 0 THEN 'full' ELSE 'incr' END, NULL, '{}',
  (CASE WHEN ms > :now_ms - 7776000000 THEN 'present' ELSE 'expired' END)::"BackupSetState",
  ms * 1000, ms * 1000 + 90000000 + (hashint8(n) & 65535) * 1000, pg_temp.lsn(n * 1073741824::bigint), pg_temp.lsn(n * 1073741824::bigint + 1000000),
  '0000000100000000000000AA', '0000000100000000000000AB', 1, 40000000000 + n * 100000::bigint,
  CASE WHEN n % 6 = 0 THEN 9000000000 ELSE 90000000 + (hashint8(n) & 4194303) END, (7440000000000000000 + r)::text, '15',
  md5(n::text) || md5(r::text), pg_temp.at(ms + 100000), pg_temp.at(ms + 100000), pg_temp.at(ms + 200000),
  CASE WHEN n % 7 = 0 THEN pg_temp.at(ms + 7200000) END, CASE WHEN n % 180 = 0 THEN pg_temp.at(ms + 9200000) END, pg_temp.at(:now_ms)
FROM generate_series(1, :days * 6) AS n, generate_series(0, :resources - 1) AS r,
  LATERAL (SELECT :now_ms - 14400000::bigint * (:days * 6 - n) - 3600000 - r * 1000 AS ms) AS placed
ORDER BY n, r;
INSERT INTO holds (id, resource_id, repository_id, label, reason, created_at)
SELECT pg_temp.key('hold', row_number() OVER ()), resource_id, repository_id, label, 'Kept for the auditors.', pg_temp.at(:now_ms)
FROM (SELECT * FROM backup_sets WHERE type = 'full' AND state = 'present' ORDER BY stopped_at_micros LIMIT 60) AS oldest;
INSERT INTO recovery_windows (resource_id, repository_id, computed_at_micros, "window")
SELECT pg_temp.key('resource', r), pg_temp.key('repository', r % 5), :now_ms * 1000, jsonb_build_object(
  'repositoryId', pg_temp.key('repository', r % 5), 'computedAtMicros', (:now_ms * 1000)::text, 'currentTimeline', 1, 'gaps', '[]'::jsonb,
  'ranges', jsonb_build_array(jsonb_build_object('timeline', 1, 'baseLabel', '20261122-020000F', 'fromLsn', '0/2000028', 'toLsn', '2A/33000000',
    'fromMicros', ((:now_ms - 7776000000) * 1000)::text, 'toMicros', (:now_ms * 1000 - 20000000)::text)),
  'newest', jsonb_build_object('lsn', '2A/33000000', 'segment', '000000010000002A00000032', 'commitMicros', (:now_ms * 1000 - 20000000)::text, 'timeline', 1))
FROM generate_series(0, :resources - 1) AS r;

\echo '  expected runs'
INSERT INTO slots (id, policy_id, schedule_id, resource_id, action, due_at_micros, grace_seconds, operation_id, outcome, missed_at, missed_cause, missed_why, acknowledged_at, acknowledged_by)
SELECT pg_temp.key('slot' || r, n), pg_temp.key('policy', r % 3), CASE WHEN n % 6 = 0 THEN 'daily' ELSE 'four-hourly' END, pg_temp.key('resource', r),
  CASE WHEN n % 6 = 0 THEN 'full' ELSE 'incr' END, ms * 1000, 90,
  CASE WHEN NOT was_missed THEN pg_temp.v7(:start_ms + (o * :span_ms::numeric / :operations)::bigint, 'operation', o) END,
  (CASE WHEN was_missed THEN NULL WHEN o % 1000 < 25 THEN 'failed' WHEN o % 1000 < 30 THEN 'cancelled' ELSE 'succeeded' END)::"OperationStatus",
  CASE WHEN was_missed THEN pg_temp.at(ms + 90000) END, CASE WHEN was_missed THEN 'worker-offline' END,
  CASE WHEN was_missed THEN 'The worker of its host was silent.' END,
  CASE WHEN was_missed AND ms < :now_ms - 864000000 THEN pg_temp.at(ms + 7200000) END,
  CASE WHEN was_missed AND ms < :now_ms - 864000000 THEN jsonb_build_object('id', pg_temp.key('user', 1), 'name', 'Person 1', 'kind', 'user') END
FROM generate_series(1, :days * 6) AS n, generate_series(0, :resources - 1) AS r,
  LATERAL (SELECT :now_ms - 14400000::bigint * (:days * 6 - n) - 3600000 AS ms, (n * 50 + r) % 200 = 0 AS was_missed,
    ((n * :resources::bigint + r) * :operations / (:days * 6 * :resources + :resources))::bigint AS o) AS placed
ORDER BY n, r;

\echo '  samples and measurements'
INSERT INTO position_samples (resource_id, at_micros, lsn, timeline, snapshot)
SELECT pg_temp.key('resource', r), (:now_ms - 15000::bigint * n) * 1000, pg_temp.lsn(181395259392 - n * 1000000::bigint), 1, (900000 - n) || ':' || (900000 - n) || ':'
FROM generate_series(least(:days * 16, 11520), 0, -1) AS n, generate_series(0, :resources - 1) AS r;
INSERT INTO measurements (resource_id, kind, at_micros, value_ms)
SELECT pg_temp.key('resource', r), 'rpo', (:now_ms - 60000::bigint * n) * 1000, (hashint8(n * 50 + r) & 65535) * CASE WHEN n % 2000 = 0 THEN 9 ELSE 1 END
FROM generate_series(least(:days * 14, 10080), 0, -1) AS n, generate_series(0, :resources - 1) AS r;
INSERT INTO measurements (resource_id, kind, at_micros, value_ms, details)
SELECT pg_temp.key('resource', r), 'rpo', (:now_ms - 604800000 - 3600000::bigint * n) * 1000, hashint8(n * 50 + r) & 131071, '{"samples": 60, "over": 0}'
FROM generate_series(least(:days * 12, 8592), 1, -1) AS n, generate_series(0, :resources - 1) AS r;

-- By the triggers, were they not left out here.
SELECT count(holdfast_sum_up_rpo_day(resource_id, day))
FROM (SELECT DISTINCT resource_id, (at_micros / 86400000000)::int AS day FROM measurements) AS had;

\echo '  restores'
CREATE TEMP TABLE asked AS
SELECT n, r, :now_ms - :span_ms + (n * :span_ms::numeric / :restores)::bigint - 3000000 AS ms,
  CASE WHEN n > :restores - 4 THEN 'requested' WHEN n % 20 = 0 THEN 'rejected' WHEN n % 20 = 1 THEN 'cancelled' WHEN n % 20 = 2 THEN 'expired' ELSE 'approved' END AS decision,
  CASE WHEN n % 25 = 3 THEN 'failed' ELSE 'succeeded' END AS outcome
FROM generate_series(1, :restores) AS n, LATERAL (SELECT (hashint8(n) & 1048575) % :resources AS r) AS placed;
CREATE TEMP TABLE planned AS
SELECT asked.*, format('{"backupSet":{"label":"20261122-020000F","manifestSha256":"%s"},"destination":{"dataDirectory":"/srv/database-%s","host":"host-%s","kind":"in-place","state":"running","systemIdentifier":"%s"},"engine":"pgbackrest","exclude":[],"hooks":[],"include":[],"repository":{"generation":1,"id":"%s","name":"vault-%s"},"requesterId":"%s","resource":{"id":"%s","name":"database-%s"},"target":{"chosen":{"kind":"time","micros":"%s"},"lastCommitMicros":"%s","stop":{"inclusive":true,"kind":"lsn","lsn":"0/5000060","timeline":1}},"undoOfId":null,"version":"restore-plan/v1","wayBack":"backup"}',
  md5(n::text) || md5(n::text), r, r % 10, 7440000000000000000 + r, pg_temp.key('repository', r % 5), r % 5, pg_temp.key('user', 1 + 2 * (n % 20)),
  pg_temp.key('resource', r), r, ms * 1000 - 60000000, ms * 1000 - 60000001) AS plan
FROM asked;
INSERT INTO change_requests (id, number, kind, resource_id, plan_text, plan_hash, reason, host, decision, requested_by_id, requested_by, created_at,
  expires_at, decided_at, approval_expires_at, spent_by_id, spent_at)
SELECT pg_temp.v7(ms, 'change', n), n, 'restore', pg_temp.key('resource', r), plan, encode(sha256('restore-plan/v1'::bytea || '\x00'::bytea || convert_to(plan, 'UTF8')), 'hex'),
  'The orders table is gone.', 'host-' || r % 10, decision::"Decision", pg_temp.key('user', 1 + 2 * (n % 20)),
  jsonb_build_object('id', pg_temp.key('user', 1 + 2 * (n % 20)), 'name', 'Person ' || 1 + 2 * (n % 20), 'email', 'person' || 1 + 2 * (n % 20) || '@example.com', 'kind', 'user'),
  pg_temp.at(ms), pg_temp.at(ms + 86400000), CASE WHEN decision <> 'requested' THEN pg_temp.at(ms + 600000) END,
  CASE WHEN decision = 'approved' THEN pg_temp.at(ms + 15000000) END, CASE WHEN decision = 'approved' THEN pg_temp.v7(ms + 600000, 'restore', n) END,
  CASE WHEN decision = 'approved' THEN pg_temp.at(ms + 601000) END
FROM planned ORDER BY n;
SELECT setval('change_requests_number_seq', :restores + 1);
INSERT INTO approvals (id, change_request_id, user_id, email, name, vote, plan_hash, reject_reason, proof_method, created_at)
SELECT pg_temp.key('approval', n), pg_temp.v7(ms, 'change', n), pg_temp.key('user', 10), 'person10@example.com', 'Person 10',
  (CASE decision WHEN 'approved' THEN 'approve' ELSE 'reject' END)::"Vote", encode(sha256('restore-plan/v1'::bytea || '\x00'::bytea || convert_to(plan, 'UTF8')), 'hex'),
  CASE WHEN decision = 'rejected' THEN 'not-needed' END, 'password', pg_temp.at(ms + 600000)
FROM planned WHERE decision IN ('approved', 'rejected');
INSERT INTO operations (id, kind, status, host, resource_id, change_request_id, input, result, requested_by, attempt, worker_id, error_code, error_message, created_at, started_at, finished_at)
SELECT pg_temp.v7(ms + 600000, 'restore', n), 'restore', outcome::"OperationStatus", 'host-' || r % 10, pg_temp.key('resource', r), pg_temp.v7(ms, 'change', n), '{}', '{}',
  jsonb_build_object('id', pg_temp.key('user', 10), 'name', 'Person 10', 'kind', 'user'), 1, 'worker-' || r % 10,
  CASE outcome WHEN 'failed' THEN 'ENGINE' END, CASE outcome WHEN 'failed' THEN 'The set could not be read.' END,
  pg_temp.at(ms + 600000), pg_temp.at(ms + 601000), pg_temp.at(ms + 1200000)
FROM planned WHERE decision = 'approved';
INSERT INTO restores (id, change_request_id, resource_id, preview, preview_at, receipt, way_back)
SELECT pg_temp.v7(ms, 'asked', n), pg_temp.v7(ms, 'change', n), pg_temp.key('resource', r), jsonb_build_object('computedAtMicros', (ms * 1000)::text, 'lostMs', 60000,
    'lostCommits', jsonb_build_object('count', 12, 'isExact', true), 'lostWalBytes', 4096, 'sessionsDropped', 3, 'durationMs', null, 'requiredBytes', 40000000000,
    'freeBytes', 900000000000, 'notRestored', '[]'::jsonb, 'warnings', '[]'::jsonb),
  pg_temp.at(ms),
  CASE WHEN decision = 'approved' AND outcome = 'succeeded' THEN jsonb_build_object('reachedLsn', '0/5000060', 'lastCommitMicros', (ms * 1000 - 60000001)::text, 'newTimeline', 2,
    'systemIdentifier', (7440000000000000000 + r)::text, 'checks', '[]'::jsonb, 'tables', (SELECT jsonb_agg(jsonb_build_object('database', 'shop', 'table', 'public.table_' || t, 'rows', t * 1000, 'isExact', true)) FROM generate_series(1, 40) AS t),
    'rto', jsonb_build_object('totalMs', 1200000, 'approvalMs', 600000, 'queueMs', 1000, 'safetyMs', 60000, 'restoreMs', 400000, 'replayMs', 100000, 'validationMs', 39000),
    'finishedAtMicros', ((ms + 1200000) * 1000)::text) END,
  CASE WHEN decision = 'approved' AND outcome = 'succeeded' THEN jsonb_build_object('kind', 'backup', 'label', '20261122-020000F', 'repositoryId', pg_temp.key('repository', r % 5), 'restorePoint', 'before_restore', 'lsn', '0/5000060', 'timeline', 1) END
FROM planned ORDER BY n;
INSERT INTO measurements (resource_id, kind, at_micros, value_ms, operation_id, details)
SELECT pg_temp.key('resource', r), 'rto', (ms + 1200000) * 1000, 1200000, pg_temp.v7(ms + 600000, 'restore', n),
  '{"approvalMs": 600000, "queueMs": 1000, "safetyMs": 60000, "restoreMs": 400000, "replayMs": 100000, "validationMs": 39000, "sizeBytes": 40000000000}'
FROM planned WHERE decision = 'approved' AND outcome = 'succeeded' ORDER BY n;

\echo '  alerts and what was sent'
INSERT INTO alerts (id, fingerprint, rule, severity, state, resource_id, subject, summary, details, started_at, fired_at, last_seen_at, resolved_at, notified_at)
SELECT pg_temp.v7(ms, 'alert', n), rule || '/' || n, rule, (CASE n % 3 WHEN 0 THEN 'critical' ELSE 'warning' END)::"Severity",
  (CASE WHEN n > :alerts - 12 THEN 'firing' ELSE 'resolved' END)::"AlertState", pg_temp.key('resource', r), 'database-' || r, 'Something is not as it should be.', '{}',
  pg_temp.at(ms), pg_temp.at(ms + 60000), pg_temp.at(ms + 600000), CASE WHEN n <= :alerts - 12 THEN pg_temp.at(ms + 900000) END, pg_temp.at(ms + 60000)
FROM (SELECT n, :start_ms + (n * :span_ms::numeric / :alerts)::bigint - 1000000 AS ms, (hashint8(n) & 1048575) % :resources AS r,
  (ARRAY['backup-failed', 'rpo-breached', 'missed-run', 'duration-anomaly', 'size-anomaly', 'worker-offline'])[1 + n % 6] AS rule FROM generate_series(1, :alerts) AS n) AS numbered
ORDER BY n;
INSERT INTO deliveries (id, channel_id, alert_id, event, message, state, attempts, next_attempt_at, created_at, sent_at)
SELECT pg_temp.v7(ms + e, 'delivery' || c || e, n), pg_temp.key('channel', c), pg_temp.v7(ms - 60000, 'alert', n), CASE e WHEN 0 THEN 'fired' ELSE 'resolved' END,
  jsonb_build_object('event', CASE e WHEN 0 THEN 'fired' ELSE 'resolved' END, 'rule', 'backup-failed', 'severity', 'warning', 'alertId', pg_temp.v7(ms - 60000, 'alert', n),
    'subject', 'database-1', 'summary', 'Something is not as it should be.', 'hint', null, 'at', '2026-11-22T00:00:00.000Z', 'url', null),
  (CASE WHEN n > :alerts - 3 THEN 'pending' WHEN n % 400 = 0 THEN 'dead' ELSE 'sent' END)::"DeliveryState", 1, pg_temp.at(ms + 1000), pg_temp.at(ms + e * 800000),
  CASE WHEN n <= :alerts - 3 AND n % 400 <> 0 THEN pg_temp.at(ms + e * 800000 + 900) END
FROM (SELECT n, :start_ms + (n * :span_ms::numeric / :alerts)::bigint - 940000 AS ms FROM generate_series(1, :alerts) AS n) AS numbered, generate_series(0, 2) AS c, generate_series(0, 1) AS e
ORDER BY n;
INSERT INTO silences (id, rule, resource_id, reason, owner, created_at, expires_at)
SELECT pg_temp.key('silence', n), NULL, pg_temp.key('resource', n % :resources), 'Being moved.', jsonb_build_object('id', pg_temp.key('user', 1), 'name', 'Person 1', 'kind', 'user'),
  pg_temp.at(:now_ms - n * 172800000::bigint), pg_temp.at(:now_ms - n * 172800000::bigint + 7200000) FROM generate_series(0, 299) AS n;
INSERT INTO pauses (id, resource_id, reason, paused_by, created_at, expires_at, ended_at)
SELECT pg_temp.key('pause', n), pg_temp.key('resource', n % :resources), 'Being moved.', jsonb_build_object('id', pg_temp.key('user', 1), 'name', 'Person 1', 'kind', 'user'),
  pg_temp.at(:now_ms - n * 172800000::bigint), pg_temp.at(:now_ms - n * 172800000::bigint + 7200000), CASE WHEN n > 0 THEN pg_temp.at(:now_ms - n * 172800000::bigint + 7200000) END
FROM generate_series(0, 299) AS n;
INSERT INTO alert_drills (id, started_at, finished_at, outcome, channels, requested_by)
SELECT pg_temp.key('drill', n), pg_temp.at(:now_ms - n * 604800000::bigint), pg_temp.at(:now_ms - n * 604800000::bigint + 4000), 'passed', '[]', '{"id": null, "name": "schedule", "kind": "system"}'
FROM generate_series(1, 104) AS n;

\echo '  audit entries'
CREATE TEMP TABLE act (action text, weight int, outcome text, who text, subject text, details text);
INSERT INTO act VALUES
  ('backup.start', 2500, 'done', 'system', 'resource', '{"type":"incr"}'), ('backup.succeed', 2440, 'done', 'system', 'resource', '{"label":"20261122-020000F","type":"incr"}'),
  ('backup.fail', 50, 'failed', 'system', 'resource', '{"message":"The repository has no space left.","type":"incr"}'),
  ('verify.start', 400, 'done', 'system', 'resource', 'null'), ('verify.succeed', 390, 'done', 'system', 'resource', 'null'),
  ('verify.fail', 10, 'failed', 'system', 'resource', '{"message":"Two files differ from what was stored."}'),
  ('expire.succeed', 900, 'done', 'system', 'resource', '{"sentence":"1 full and 5 incremental sets went"}'), ('secret.open', 500, 'done', 'system', 'repository', 'null'),
  ('slot.miss', 60, 'done', 'system', 'resource', '{"sentence":"the worker of its host was silent"}'), ('alert.fire', 150, 'done', 'system', 'resource', '{"sentence":"a scheduled run was missed"}'),
  ('alert.resolve', 150, 'done', 'system', 'resource', '{"sentence":"a scheduled run was missed"}'), ('alert.acknowledge', 70, 'done', 'user', 'resource', '{"sentence":"a scheduled run was missed"}'),
  ('session.create', 1200, 'done', 'user', 'user', 'null'), ('session.fail', 60, 'denied', 'user', 'user', 'null'), ('access.deny', 5, 'denied', 'user', 'resource', '{"message":"Your roles do not allow this.","reason":null,"verb":"resource.update"}'),
  ('log.download', 60, 'done', 'user', 'resource', 'null'), ('audit.export', 10, 'done', 'user', NULL, '{"count":10,"filters":{},"format":"csv","upTo":"10"}'),
  ('restore.preview', 40, 'done', 'user', 'resource', 'null'), ('restore.request', 2, 'done', 'user', 'resource', '{"plan":"9F3A 41C7","sentence":"put it back"}'),
  ('restore.approve', 2, 'done', 'user', 'resource', '{"plan":"9F3A 41C7"}'), ('restore.succeed', 2, 'done', 'system', 'resource', 'null'),
  ('resource.update', 10, 'done', 'user', 'resource', 'null'), ('operation.cancel', 20, 'done', 'user', 'resource', 'null'), ('hold.create', 5, 'done', 'user', 'resource', '{"label":"20261122-020000F","reason":"audit"}');
INSERT INTO act SELECT 'session.revoke', 10000 - sum(weight), 'done', 'user', 'user', 'null' FROM act;
CREATE TEMP TABLE act_of AS SELECT (row_number() OVER () - 1)::int AS place, act.* FROM act, generate_series(1, weight);
ANALYZE act_of;
INSERT INTO audit_entries (id, at_micros, action, outcome, actor_id, actor_name, actor_kind, subject_type, subject_id, subject_name, resource_id, canonical)
SELECT id::uuid, at_micros, action, outcome, actor_id, actor_name, who, subject, subject_id, subject_name, resource_id, convert_to(
  '{"action":"' || action || '","actor":' || CASE who WHEN 'system' THEN '{"id":null,"kind":"system","name":"' || actor_name || '"}'
    ELSE '{"email":"person' || u || '@example.com","id":"' || actor_id || '","kind":"user","name":"' || actor_name || '","roles":["operator"]}' END
  || ',"address":' || CASE who WHEN 'system' THEN 'null' ELSE '"192.0.2.1"' END || ',"atMicros":"' || at_micros || '","details":' || details || ',"id":"' || id
  || '","outcome":"' || outcome || '","resourceId":' || coalesce('"' || resource_id || '"', 'null')
  || ',"subject":' || CASE WHEN subject IS NULL THEN 'null' ELSE '{"id":"' || subject_id || '","name":"' || subject_name || '","type":"' || subject || '"}' END
  || ',"version":"audit/v1"}', 'UTF8')
FROM (
  SELECT n, u, action, outcome, who, subject, details, ms * 1000 AS at_micros, pg_temp.v7(ms, 'audit', n)::text AS id,
    CASE who WHEN 'system' THEN 'worker host-' || r % 10 ELSE 'Person ' || u END AS actor_name, CASE who WHEN 'user' THEN users.key END AS actor_id,
    CASE subject WHEN 'resource' THEN resources.key WHEN 'user' THEN users.key WHEN 'repository' THEN repositories.key END AS subject_id,
    CASE subject WHEN 'resource' THEN 'database-' || r WHEN 'user' THEN 'Person ' || u WHEN 'repository' THEN 'vault-' || r % 5 END AS subject_name,
    CASE subject WHEN 'resource' THEN resources.key END AS resource_id
  FROM (SELECT n, :start_ms + (n * :span_ms::numeric / :audit_entries)::bigint AS ms, (hashint8(n) & 1048575) % :resources AS r,
      -- Some people do much more than others.
      floor(40 * ((hashint8(n + 5) & 1048575) / 1048576.0) ^ 3)::int AS u
    FROM generate_series(0, :audit_entries - 1) AS n) AS numbered
  JOIN act_of ON place = (hashint8(n + 99) & 1048575) % 10000
  JOIN (SELECT n AS number, pg_temp.key('resource', n)::text AS key FROM generate_series(0, :resources - 1) AS n) AS resources ON resources.number = r
  JOIN (SELECT n AS number, pg_temp.key('user', n)::text AS key FROM generate_series(0, 39) AS n) AS users ON users.number = u
  JOIN (SELECT n AS number, pg_temp.key('repository', n)::text AS key FROM generate_series(0, 4) AS n) AS repositories ON repositories.number = r % 5
  ORDER BY n
) AS entries;
\echo '  statistics'
VACUUM (ANALYZE);
