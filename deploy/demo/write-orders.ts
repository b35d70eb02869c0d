import type { Client } from "pg";

/**
 * Small transactions of a shop. Nothing is remembered from one to the next: the database may have been sent
 * back in time in between, and what was known about its rows with it.
 */
export async function runTransaction(client: Client): Promise<string> {
  const dice = Math.random();
  const [kind, work] =
    dice < 0.6
      ? (["order.placed", placeOrder] as const)
      : dice < 0.8
        ? (["order.paid", payOrder] as const)
        : dice < 0.95
          ? (["order.shipped", shipOrder] as const)
          : (["customer.registered", registerCustomer] as const);
  await client.query("BEGIN");
  await work(client);
  await client.query("COMMIT");
  return kind;
}

async function placeOrder(client: Client): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO orders (customer_id, shipping)
     SELECT id, jsonb_build_object('city', address -> 'city', 'country', address -> 'country')
     FROM customers WHERE id >= (SELECT (random() * max(id))::bigint FROM customers) ORDER BY id LIMIT 1
     RETURNING id`,
  );
  const orderId = rows[0]?.id;
  if (!orderId) return;
  const lines = 1 + Math.floor(Math.random() * 3);
  for (let line = 1; line <= lines; line++) await addItem(client, orderId, line);
  await client.query(
    `UPDATE orders SET total_cents = (SELECT coalesce(sum(quantity * price_cents), 0) FROM order_items WHERE order_id = $1)
     WHERE id = $1`,
    [orderId],
  );
  await recordEvent(client, "order.placed", orderId, { lines });
}

async function addItem(client: Client, orderId: string, line: number): Promise<void> {
  const quantity = 1 + Math.floor(Math.random() * 3);
  const { rows } = await client.query<{ productId: number }>(
    `INSERT INTO order_items (order_id, line, product_id, quantity, price_cents)
     SELECT $1, $2, id, $3, price_cents
     FROM products WHERE id >= (SELECT (random() * max(id))::int FROM products) ORDER BY id LIMIT 1
     RETURNING product_id AS "productId"`,
    [orderId, line, quantity],
  );
  await client.query(
    `UPDATE stock SET quantity = CASE WHEN quantity >= $2::int THEN quantity - $2::int ELSE quantity + 1000 END
     WHERE product_id = $1 AND warehouse_id = (SELECT id FROM warehouses ORDER BY random() LIMIT 1)`,
    [rows[0]?.productId ?? null, quantity],
  );
}

async function payOrder(client: Client): Promise<void> {
  const orderId = await advanceOldest(client, "placed", "paid");
  if (!orderId) return;
  await client.query(
    `INSERT INTO payments (order_id, amount_cents, method)
     SELECT id, total_cents, 'card' FROM orders WHERE id = $1 ON CONFLICT (order_id) DO NOTHING`,
    [orderId],
  );
  await recordEvent(client, "order.paid", orderId, { method: "card" });
}

async function shipOrder(client: Client): Promise<void> {
  const orderId = await advanceOldest(client, "paid", "shipped");
  if (orderId) await recordEvent(client, "order.shipped", orderId, { carrier: "carrier-1" });
}

async function advanceOldest(client: Client, from: string, to: string): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE orders SET status = $2::order_status
     WHERE id = (SELECT id FROM orders WHERE status = $1::order_status ORDER BY id LIMIT 1) RETURNING id`,
    [from, to],
  );
  return rows[0]?.id;
}

async function registerCustomer(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO customers (email, full_name, locale, address)
     SELECT gen_random_uuid() || '@example.com', full_name, locale, address
     FROM customers WHERE id >= (SELECT (random() * max(id))::bigint FROM customers) ORDER BY id LIMIT 1`,
  );
}

async function recordEvent(client: Client, kind: string, orderId: string, payload: object): Promise<void> {
  await client.query("INSERT INTO events (kind, order_id, payload) VALUES ($1, $2, $3)", [
    kind,
    orderId,
    JSON.stringify(payload),
  ]);
}
