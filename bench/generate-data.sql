-- About 1.05 GB at :scale = 1: orders of a shop with JSON documents, four large indexes and stored texts that
-- do not compress. Deterministic: the same scale gives the same rows on every machine.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';
SET timezone = 'UTC';

CREATE TABLE customer (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  profile jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
INSERT INTO customer
SELECT i,
  (ARRAY['Ada Lindqvist', 'Ελένη Παππά', '山田 太郎', 'نور حداد', 'José Muñoz', 'Олена Коваль'])[1 + i % 6] || ' ' || i,
  'person' || i || '@example.com',
  jsonb_build_object('language', (ARRAY['en', 'el', 'ja', 'ar', 'es', 'uk'])[1 + i % 6], 'points', i % 977,
    'address', jsonb_build_object('street', md5(i::text), 'postcode', 10000 + i % 89999)),
  timestamptz '2023-01-01' + make_interval(mins => i)
FROM generate_series(1, (100000 * :scale)::int) i;

CREATE TABLE purchase (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  placed_at timestamptz NOT NULL,
  status text NOT NULL,
  amount numeric(12, 2) NOT NULL,
  reference text NOT NULL,
  details jsonb NOT NULL
);
INSERT INTO purchase
SELECT i,
  1 + hashint4(i)::bigint % (50000 * :scale)::int + (50000 * :scale)::int,
  timestamptz '2024-01-01' + make_interval(secs => i * 37),
  (ARRAY['new', 'paid', 'sent', 'returned'])[1 + i % 4],
  (i % 100000) / 100.0,
  md5('reference' || i),
  jsonb_build_object('channel', (ARRAY['web', 'app', 'shop'])[1 + i % 3], 'coupon', substr(md5('c' || i), 1, 8),
    'lines', jsonb_build_array(
      jsonb_build_object('sku', 'SKU-' || i % 5003, 'count', 1 + i % 7),
      jsonb_build_object('sku', 'SKU-' || i % 4999, 'count', 1 + i % 3)))
FROM generate_series(1, (1000000 * :scale)::int) i;

CREATE TABLE event (
  id bigint PRIMARY KEY,
  purchase_id bigint NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  note text NOT NULL
);
INSERT INTO event
SELECT i,
  1 + i % (1000000 * :scale)::int,
  timestamptz '2024-01-01' + make_interval(secs => i * 19),
  (ARRAY['view', 'cart', 'pay', 'ship', 'mail'])[1 + i % 5],
  jsonb_build_object('agent', 'client/' || i % 31, 'trace', md5('t' || i), 'ms', i % 1501),
  md5('n' || i) || md5('o' || i)
FROM generate_series(1, (1500000 * :scale)::int) i;

CREATE TABLE attachment (
  id bigint PRIMARY KEY,
  purchase_id bigint NOT NULL,
  content text NOT NULL
);
ALTER TABLE attachment ALTER content SET STORAGE EXTERNAL;
INSERT INTO attachment
SELECT i, i, (SELECT string_agg(encode(sha512((i || '/' || n)::bytea), 'base64'), '') FROM generate_series(1, 60) n)
FROM generate_series(1, (20000 * :scale)::int) i;

CREATE INDEX purchase_customer ON purchase (customer_id, placed_at);
CREATE INDEX purchase_reference ON purchase (reference);
CREATE INDEX event_purchase ON event (purchase_id, at);
CREATE INDEX event_note ON event (note);
ALTER TABLE event ADD FOREIGN KEY (purchase_id) REFERENCES purchase;
ALTER TABLE attachment ADD FOREIGN KEY (purchase_id) REFERENCES purchase;

VACUUM (FREEZE, ANALYZE);
CHECKPOINT;
