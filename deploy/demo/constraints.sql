SET search_path = public;

ALTER TABLE customers ADD PRIMARY KEY (id), ADD UNIQUE (email);
ALTER TABLE categories ADD PRIMARY KEY (id), ADD UNIQUE (slug);
ALTER TABLE products ADD PRIMARY KEY (id), ADD UNIQUE (sku);
ALTER TABLE warehouses ADD PRIMARY KEY (id);
ALTER TABLE stock ADD PRIMARY KEY (product_id, warehouse_id);
ALTER TABLE orders ADD PRIMARY KEY (id), ADD UNIQUE (order_number);
ALTER TABLE order_items ADD PRIMARY KEY (order_id, line);
ALTER TABLE payments ADD PRIMARY KEY (id), ADD UNIQUE (order_id);
ALTER TABLE events ADD PRIMARY KEY (occurred_at, id);

ALTER TABLE categories ADD FOREIGN KEY (parent_id) REFERENCES categories;
ALTER TABLE products ADD FOREIGN KEY (category_id) REFERENCES categories;
ALTER TABLE stock ADD FOREIGN KEY (product_id) REFERENCES products, ADD FOREIGN KEY (warehouse_id) REFERENCES warehouses;
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;
ALTER TABLE order_items
  ADD FOREIGN KEY (order_id) REFERENCES orders ON DELETE CASCADE,
  ADD FOREIGN KEY (product_id) REFERENCES products;
ALTER TABLE payments ADD FOREIGN KEY (order_id) REFERENCES orders;

CREATE INDEX ON customers (lower(full_name));
CREATE INDEX ON products USING gin (attributes);
CREATE INDEX ON orders (customer_id, placed_at DESC);
CREATE INDEX ON orders (status, id) WHERE status IN ('placed', 'paid', 'shipped');
CREATE INDEX ON order_items (product_id);
CREATE INDEX ON events (order_id) WHERE order_id IS NOT NULL;

CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON products FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE VIEW open_orders AS
  SELECT orders.id, order_number, status, full_name, total_cents, placed_at
  FROM orders JOIN customers ON customers.id = customer_id
  WHERE status IN ('placed', 'paid', 'shipped');

CREATE MATERIALIZED VIEW daily_revenue AS
  SELECT date_trunc('day', paid_at AT TIME ZONE 'UTC')::date AS day, count(*) AS payments, sum(amount_cents) AS cents
  FROM payments GROUP BY 1;
CREATE UNIQUE INDEX ON daily_revenue (day);
