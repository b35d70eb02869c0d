-- Rows for the demo: the same on every machine, but for the dates, which end today.
SET search_path = public;
SELECT setseed(0.42);

CREATE TEMPORARY TABLE people (id serial, locale text, country text, city text, given text[], family text[], note text) ON COMMIT DROP;
INSERT INTO people (locale, country, city, given, family, note) VALUES
  ('en', 'GB', 'Bristol', '{Alice,Oliver,Maya,Henry,Isla}', '{Hartley,O''Connor,Fenwick,Ashby,Turner}', 'Please ring twice.'),
  ('de', 'DE', 'Köln', '{Jürgen,Käthe,Björn,Lieselotte,Sören}', '{Müller,Großmann,Schäfer,Weiß,Öztürk}', 'Bitte beim Nachbarn abgeben – danke!'),
  ('pl', 'PL', 'Łódź', '{Łukasz,Żaneta,Świętosława,Józef,Małgorzata}', '{Wiśniewski,Dąbrowska,Źródłowski,Kęsik,Ślązak}', 'Proszę zostawić u dozorcy.'),
  ('ru', 'KZ', 'Алматы', '{Наталья,Фёдор,Екатерина,Юрий,Щерба}', '{Ковалёва,Журавлёв,Объедков,Цыганкова,Ершов}', 'Позвоните за час до доставки.'),
  ('el', 'GR', 'Θεσσαλονίκη', '{Ελένη,Γιώργος,Χριστίνα,Άρης,Ζωή}', '{Παπαδοπούλου,Ιωάννου,Ψαλτίδης,Ξενάκη,Ωραιόπουλος}', 'Χτυπήστε το κουδούνι δύο φορές.'),
  ('ar', 'EG', 'القاهرة', '{فاطمة,محمد,ليلى,يوسف,نور}', '{الحسيني,عبدالرحمن,المصري,حدّاد,منصور}', 'يُرجى الاتصال قبل الوصول.'),
  ('he', 'IL', 'חיפה', '{נועה,איתן,תמר,אריאל,שירה}', '{כהן,לוי,פרידמן,בן־דוד,מזרחי}', 'נא להשאיר ליד הדלת.'),
  ('hi', 'IN', 'वाराणसी', '{प्रिया,अर्जुन,कविता,विक्रम,ज्योति}', '{शर्मा,त्रिपाठी,श्रीवास्तव,मिश्रा,कृष्णन}', 'कृपया शाम को दें।'),
  ('zh', 'CN', '成都', '{小明,丽华,志强,雨桐,𠮷安}', '{王,欧阳,陈,诸葛,李}', '请放在门口的快递柜。'),
  ('ja', 'JP', '京都', '{さくら,健太郎,美咲,翔,あおい}', '{髙橋,渡邉,佐藤,小林,長谷川}', '置き配でお願いします。'),
  ('ko', 'KR', '부산', '{지우,민준,서연,하늘,도윤}', '{김,이,박,황보,최}', '문 앞에 놓아 주세요.'),
  ('th', 'TH', 'เชียงใหม่', '{สมชาย,กัญญา,ธนพล,พิมพ์ชนก,อรทัย}', '{ศรีสุข,วงศ์สวัสดิ์,แก้วมณี,ทองดี,บุญมี}', 'ฝากไว้ที่ป้อมยาม 🙏'),
  ('am', 'ET', 'አዲስ አበባ', '{አበበ,ሰላም,ተስፋዬ,ማርታ,ዳዊት}', '{ከበደ,ገብረማርያም,ወልደ,ተክሌ,ኃይሉ}', 'እባክዎ ከመምጣትዎ በፊት ይደውሉ።');

INSERT INTO customers (id, email, full_name, locale, address, created_at)
SELECT n, 'customer' || n || '@example.com',
       CASE WHEN locale IN ('zh', 'ja', 'ko') THEN family[1 + n / 65 % 5] || given[1 + n / 13 % 5]
            ELSE given[1 + n / 13 % 5] || ' ' || family[1 + n / 65 % 5] END, locale,
       jsonb_build_object('street', (1 + n % 240) || ' ' || city, 'city', city, 'country', country,
                          'postcode', lpad((n * 7919 % 100000)::text, 5, '0')),
       now() - (1 - n / 80000.0) * interval '400 days'
FROM generate_series(1, 80000) AS n JOIN people ON people.id = 1 + n % 13;

INSERT INTO categories (id, parent_id, slug, names) VALUES
  (1, NULL, 'home', '{"en": "Home", "ar": "المنزل", "zh": "家居"}'),
  (2, 1, 'kitchen', '{"en": "Kitchen", "ru": "Кухня", "he": "מטבח"}'),
  (3, 1, 'textiles', '{"en": "Textiles", "ja": "布製品", "el": "Υφάσματα"}'),
  (4, NULL, 'workshop', '{"en": "Workshop", "ko": "공방", "hi": "कार्यशाला"}'),
  (5, 4, 'hand-tools', '{"en": "Hand tools", "pl": "Narzędzia ręczne", "th": "เครื่องมือช่าง"}'),
  (6, NULL, 'books', '{"en": "Books", "am": "መጻሕፍት", "de": "Bücher"}');

INSERT INTO products (id, category_id, sku, title, description, price_cents, attributes, updated_at)
SELECT n, 1 + n % 6, 'SKU-' || lpad(n::text, 6, '0'),
       (ARRAY['Teapot', 'Чайник', 'إبريق شاي', '茶壶', 'קומקום', 'Τσαγιέρα', '急須', 'चायदानी'])[1 + n % 8] || ' No. ' || n,
       (SELECT string_agg(md5((n * 31 + part)::text), ' ') FROM generate_series(1, 8) AS part),
       200 + n * 37 % 19000,
       jsonb_build_object('weightGrams', 50 + n % 4000, 'colours', jsonb_build_array('indigo', 'أخضر', '赤'),
                          'dimensions', jsonb_build_object('w', n % 90, 'h', n % 70, 'd', n % 50), 'isFragile', n % 3 = 0),
       now() - n % 300 * interval '1 day'
FROM generate_series(1, 8000) AS n;

INSERT INTO warehouses VALUES (1, 'Rotterdam', 'NL'), (2, 'Poznań', 'PL'), (3, '大阪', 'JP'), (4, 'دبي', 'AE');

INSERT INTO stock (product_id, warehouse_id, quantity, counted_at)
SELECT product, warehouse, 500 + product * 13 % 4000, now() - product % 30 * interval '1 day'
FROM generate_series(1, 8000) AS product, generate_series(1, 4) AS warehouse;

INSERT INTO orders (id, order_number, customer_id, status, total_cents, shipping, note, placed_at, updated_at)
SELECT n, 100000 + n, customer, status::order_status, total,
       jsonb_build_object('city', city, 'country', country, 'carrier', 'carrier-' || n % 5,
                          'parcel', jsonb_build_object('tracking', md5(n::text), 'weightGrams', 100 + n % 9000)),
       CASE WHEN n % 4 = 0 THEN people.note END, placed_at, placed_at + n % 72 * interval '1 hour'
FROM (SELECT n, 1 + (random() * 79999)::int AS customer, 500 + (random() * 40000)::int AS total,
             CASE WHEN n > 199000 THEN 'placed' WHEN n > 197500 THEN 'paid' WHEN n > 193000 THEN 'shipped'
                  WHEN n % 29 = 0 THEN 'cancelled' ELSE 'delivered' END AS status,
             now() - (200001 - n) * (interval '365 days' / 200000) AS placed_at
      FROM generate_series(1, 200000) AS n) AS source
JOIN people ON people.id = 1 + customer % 13;
SELECT setval('order_number_seq', 300000);

INSERT INTO order_items (order_id, line, product_id, quantity, price_cents)
SELECT n, line, 1 + (n * 7 + line * 131) % 8000, 1 + (n + line) % 4, 200 + (n * 37 + line) % 19000
FROM generate_series(1, 200000) AS n, generate_series(1, 3) AS line
WHERE line <= 1 + n % 3;

INSERT INTO payments (id, order_id, amount_cents, method, paid_at)
SELECT id, id, total_cents, (ARRAY['card', 'transfer', 'wallet'])[1 + id % 3], placed_at + interval '4 minutes'
FROM orders WHERE status NOT IN ('placed', 'cancelled');

INSERT INTO events (id, occurred_at, kind, order_id, payload)
SELECT n, now() - (300001 - n) * (interval '330 days' / 300000),
       (ARRAY['cart.opened', 'order.placed', 'parcel.scanned', 'page.viewed'])[1 + n % 4],
       CASE WHEN n % 4 < 3 THEN 1 + n % 200000 END,
       jsonb_build_object('session', md5(n::text), 'ip', '198.51.100.' || n % 250, 'durationMs', n * 17 % 9000,
                          'agent', 'Mozilla/5.0 (device ' || n % 97 || ')', 'search', (ARRAY['teapot', 'чайник', 'إبريق', '茶壶', 'קומקום'])[1 + n % 5])
FROM generate_series(1, 300000) AS n;

SELECT setval(pg_get_serial_sequence('customers', 'id'), 80000), setval(pg_get_serial_sequence('categories', 'id'), 6),
       setval(pg_get_serial_sequence('products', 'id'), 8000), setval(pg_get_serial_sequence('orders', 'id'), 200000),
       setval(pg_get_serial_sequence('payments', 'id'), 200000), setval(pg_get_serial_sequence('events', 'id'), 300000);

INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
SELECT md5(name)::uuid::text, encode(sha256(name::bytea), 'hex'), name, at, at + interval '2 seconds', 1
FROM (VALUES ('20250901090000_init', now() - interval '400 days'), ('20251103101500_stock_by_warehouse', now() - interval '330 days'),
             ('20260120140000_partition_events', now() - interval '250 days'), ('20260418083000_order_notes', now() - interval '160 days'),
             ('20260902120000_product_attributes', now() - interval '40 days')) AS applied (name, at);
