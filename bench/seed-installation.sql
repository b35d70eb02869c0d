-- What an installation has before it has a history: people, hosts, repositories, resources, policies, channels.
-- Variables: resources, now_ms (epoch milliseconds of "now").
\set ON_ERROR_STOP on
SET timezone = 'UTC';
BEGIN;
CREATE FUNCTION pg_temp.key(what text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (substr(h, 1, 12) || '7' || substr(h, 14, 3) || '8' || substr(h, 18, 15))::uuid FROM md5(what || '/' || n) AS h $$;
CREATE FUNCTION pg_temp.at(ms bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT timestamptz 'epoch' + ms * interval '1 millisecond' $$;

INSERT INTO users (id, email, name, created_at)
SELECT pg_temp.key('user', n), 'person' || n || '@example.com', 'Person ' || n, pg_temp.at(:now_ms - 70000000000)
FROM generate_series(0, 39) AS n;
INSERT INTO role_grants (id, user_id, role, granted_at)
SELECT pg_temp.key('grant' || role, n), pg_temp.key('user', n), role::"Role", pg_temp.at(:now_ms - 70000000000)
FROM generate_series(0, 39) AS n, unnest(ARRAY['operator', 'manager', 'auditor', 'admin']) AS role
WHERE (role = 'operator' AND n % 2 = 1) OR (role = 'manager' AND n % 10 = 0) OR (role = 'auditor' AND n % 10 = 2)
  OR (role = 'admin' AND n % 20 = 4);
INSERT INTO sessions (id, user_id, created_at, last_active_at, expires_at, user_agent, address)
SELECT pg_temp.key('session', n), pg_temp.key('user', n % 40), pg_temp.at(:now_ms - 3600000), pg_temp.at(:now_ms - n * 1000),
  pg_temp.at(:now_ms + 36000000), 'Mozilla/5.0 (X11; Linux x86_64)', '192.0.2.' || n
FROM generate_series(0, 79) AS n;
INSERT INTO api_tokens (id, user_id, name, prefix, token_hash, scopes, created_at, expires_at)
SELECT pg_temp.key('token', n), pg_temp.key('user', n % 40), 'pipeline ' || n, 'hf_' || n, md5('token' || n), ARRAY['backup.read'],
  pg_temp.at(:now_ms - 864000000), pg_temp.at(:now_ms + 8640000000)
FROM generate_series(0, 59) AS n;

INSERT INTO systems (id, name, tier)
SELECT pg_temp.key('system', n), 'system-' || n, (CASE WHEN n = 0 THEN 'critical' ELSE 'standard' END)::"Tier"
FROM generate_series(0, 5) AS n;
INSERT INTO workers (host, worker_id, started_at, last_seen_at, version, engines, hooks)
SELECT 'host-' || n, 'worker-' || n, pg_temp.at(:now_ms - 864000000), pg_temp.at(:now_ms), '0.1.0', '[]', '[]'
FROM generate_series(0, 9) AS n;
INSERT INTO beats (name, at, worker_id)
SELECT name, pg_temp.at(:now_ms), 'worker-0' FROM unnest(ARRAY['scheduler', 'evaluator', 'outbox']) AS name;
INSERT INTO repositories (id, name, kind, host, location, secrets, created_at)
SELECT pg_temp.key('repository', n), 'vault-' || n, 'local', 'host-' || n,
  jsonb_build_object('path', '/srv/vault-' || n), 'sealed', pg_temp.at(:now_ms - 70000000000)
FROM generate_series(0, 4) AS n;
INSERT INTO policies (id, name, rules, created_at, updated_at)
SELECT pg_temp.key('policy', n), 'policy-' || n, jsonb_build_object(
  'schedules', jsonb_build_array(
    jsonb_build_object('id', 'daily', 'action', 'full', 'cron', '0 2 * * *', 'zone', 'UTC', 'graceSeconds', 90),
    jsonb_build_object('id', 'four-hourly', 'action', 'incr', 'cron', '0 6,10,14,18,22 * * *', 'zone', 'Europe/Berlin', 'graceSeconds', 90),
    jsonb_build_object('id', 'weekly', 'action', 'verify', 'cron', '0 4 * * 0', 'zone', 'UTC', 'graceSeconds', 90)),
  'retention', jsonb_build_object('full', jsonb_build_object('keepDays', 90), 'diff', '{}'::jsonb, 'incr', jsonb_build_object('keepDays', 7), 'minimumFulls', 2),
  'objectives', jsonb_build_object('rpoSeconds', 300, 'rtoSeconds', 1800),
  'thresholds', jsonb_build_object('durationSeconds', 3600, 'robustZ', 3.5, 'changePercent', 25, 'minimumRuns', 8, 'repositoryFullPercent', 85, 'atRiskPercent', 80)),
  pg_temp.at(:now_ms - 70000000000), pg_temp.at(:now_ms - 864000000)
FROM generate_series(0, 2) AS n;
INSERT INTO resources (id, name, kind, state, system_id, policy_id, host, settings, system_identifier, facts, facts_at, created_at, updated_at)
SELECT pg_temp.key('resource', n), 'database-' || n, 'postgres', 'protected', pg_temp.key('system', n % 6), pg_temp.key('policy', n % 3),
  'host-' || n % 10,
  jsonb_build_object('dataDirectory', '/srv/database-' || n, 'socketDirectory', '/run/database-' || n, 'port', 5432 + n, 'user', 'postgres', 'hooks', '{}'::jsonb),
  (7440000000000000000 + n)::text,
  jsonb_build_object('clusterState', 'running', 'stateReason', null, 'version', '15.14', 'majorVersion', 15,
    'sizeBytes', 40000000000 + n * 1000000000::bigint, 'sessions', 20 + n % 7, 'freeBytes', 900000000000, 'startOptions', '[]'::jsonb,
    'archiver', jsonb_build_object('failedCount', 0, 'isFailing', false, 'lastFailedSegment', null, 'lastArchivedSegment', '000000010000002A00000033')),
  pg_temp.at(:now_ms - 5000), pg_temp.at(:now_ms - 70000000000 + n), pg_temp.at(:now_ms - 5000)
FROM generate_series(0, :resources - 1) AS n;
INSERT INTO resource_repositories (resource_id, repository_id, position, read_at)
SELECT pg_temp.key('resource', n), pg_temp.key('repository', n % 5), 1, pg_temp.at(:now_ms - 10000) FROM generate_series(0, :resources - 1) AS n;
INSERT INTO objectives (resource_id, kind, target_seconds)
SELECT pg_temp.key('resource', n), kind::"ObjectiveKind", CASE kind WHEN 'rpo' THEN 300 ELSE 1800 END
FROM generate_series(0, :resources - 1) AS n, unnest(ARRAY['rpo', 'rto']) AS kind;
INSERT INTO schedule_cursors (resource_id, schedule_id, up_to_micros)
SELECT pg_temp.key('resource', n), schedule, :now_ms * 1000
FROM generate_series(0, :resources - 1) AS n, unnest(ARRAY['daily', 'four-hourly', 'weekly']) AS schedule;
INSERT INTO channels (id, name, kind, settings, secrets, minimum_severity, created_at, updated_at)
SELECT pg_temp.key('channel', n), 'channel-' || n, 'webhook', '{"host": "hooks.example.com", "allowPrivate": false}', 'sealed', 'warning',
  pg_temp.at(:now_ms - 70000000000), pg_temp.at(:now_ms - 70000000000)
FROM generate_series(0, 2) AS n;
COMMIT;
ANALYZE;
