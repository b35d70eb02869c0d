import { Client, DatabaseError } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addApproved, addRequest, type SampleRequest } from "#e2e/fixtures/sample-requests.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";

let control: ControlDatabase;
let clients: { web: Client; worker: Client };
let request: SampleRequest;
let approvedOperationId: string;

beforeAll(async () => {
  control = await createControlDatabase();
  clients = {
    web: new Client({ connectionString: control.webUrl }),
    worker: new Client({ connectionString: control.workerUrl }),
  };
  await Promise.all([clients.web.connect(), clients.worker.connect()]);
  await recordAudit(control.owner, control.worker(), { action: "audit.export" });
  request = await addRequest(control);
  approvedOperationId = (await addApproved(control)).operationId;
});
afterAll(async () => {
  await Promise.all([clients.web.end(), clients.worker.end()]);
  await control.close();
});

const both = ["web", "worker"] as const;

/** The SQLSTATE a statement ends with as this role; null when it was allowed. Nothing of it stays. */
async function refusal(
  role: keyof typeof clients,
  sql: string,
  values: unknown[] = [],
): Promise<string | null> {
  const client = clients[role];
  await client.query("BEGIN");
  try {
    await client.query(sql, values);
    return null;
  } catch (error) {
    if (error instanceof DatabaseError) return error.code ?? "";
    throw error;
  } finally {
    await client.query("ROLLBACK");
  }
}

const DENIED = "42501";

describe.each(both)("the audit trail, as the %s role (T23)", (role) => {
  test.each([
    ["UPDATE audit_entries SET action = 'nothing'"],
    ["DELETE FROM audit_entries"],
    ["TRUNCATE audit_entries"],
    ["ALTER TABLE audit_entries ADD COLUMN x int"],
    ["ALTER TABLE audit_entries DISABLE TRIGGER ALL"],
    ["DROP TABLE audit_entries"],
    ["CREATE RULE quiet AS ON INSERT TO audit_entries DO INSTEAD NOTHING"],
    [
      "CREATE TRIGGER quiet BEFORE INSERT ON audit_entries EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ],
    ["ALTER TABLE audit_entries OWNER TO CURRENT_USER"],
    ["GRANT ALL ON audit_entries TO CURRENT_USER WITH GRANT OPTION"],
    ["CREATE TABLE public.audit_entries_of_my_own (x int)"],
    ["SELECT setval('audit_entries_position_seq', 1)"],
    ["SET ROLE holdfast_owner"],
  ])("%s fails", async (sql) => {
    const state = await refusal(role, sql);
    // Granting what one has no right to grant is a warning in PostgreSQL, and grants nothing.
    if (sql.startsWith("GRANT")) expect([DENIED, null]).toContain(state);
    else expect(state).toBe(DENIED);
  });

  test("an entry can be added and read", async () => {
    expect(await refusal(role, "SELECT canonical FROM audit_entries")).toBeNull();
    const entry =
      "INSERT INTO audit_entries (id, at_micros, action, outcome, actor_name, actor_kind, canonical)";
    const values = "VALUES (gen_random_uuid(), 1, 'audit.export', 'done', 'x', 'system', '')";
    expect(await refusal(role, `${entry} ${values}`)).toBeNull();
  });

  test("after all of it every entry is still there", async () => {
    expect(await control.owner.auditEntry.count({ where: { action: "audit.export" } })).toBe(1);
  });
});

describe("what is asked for and what is done are different hands (T2, T35)", () => {
  test.each(both)("the %s role cannot rewrite a plan, a vote or a reason", async (role) => {
    for (const sql of [
      "UPDATE change_requests SET plan_text = '{}'",
      "UPDATE change_requests SET plan_hash = 'x'",
      "UPDATE change_requests SET requested_by_id = gen_random_uuid()",
      "UPDATE change_requests SET required_approvals = 0",
      "UPDATE change_requests SET expires_at = 'infinity'",
      "UPDATE approvals SET user_id = gen_random_uuid()",
      "UPDATE approvals SET vote = 'approve'",
      "DELETE FROM approvals",
      "DELETE FROM change_requests",
      "DELETE FROM operations",
      "DELETE FROM restores",
      "UPDATE restores SET preview = '{}'",
      "TRUNCATE operation_log_lines",
      "UPDATE rpo_days SET unseen_micros = 0",
      "DELETE FROM rpo_days",
    ]) {
      expect({ sql, state: await refusal(role, sql) }).toEqual({ sql, state: DENIED });
    }
  });

  test("a worker cannot vote, ask, or change who may do what", async () => {
    for (const sql of [
      `INSERT INTO approvals (id, change_request_id, user_id, email, name, vote, plan_hash, proof_method)
       SELECT gen_random_uuid(), id, requested_by_id, 'x', 'x', 'approve', plan_hash, 'password' FROM change_requests`,
      "INSERT INTO change_requests (id, kind, plan_text, plan_hash, reason, host, requested_by_id, requested_by, expires_at) VALUES (gen_random_uuid(), 'restore', '{}', 'x', 'x', 'x', gen_random_uuid(), '{}', now())",
      "UPDATE change_requests SET approval_expires_at = 'infinity'",
      "INSERT INTO users (id, email, name) VALUES (gen_random_uuid(), 'x', 'x')",
      "UPDATE users SET password_hash = 'x'",
      "INSERT INTO role_grants (id, user_id, role) SELECT gen_random_uuid(), id, 'manager' FROM users",
      "UPDATE role_grants SET revoked_at = NULL",
      "INSERT INTO sessions (id, user_id, expires_at) SELECT gen_random_uuid(), id, now() FROM users",
      "UPDATE api_tokens SET scopes = '{}'",
      "UPDATE resources SET settings = '{}'",
      "UPDATE repositories SET secrets = 'x'",
      "UPDATE channels SET secrets = 'x'",
      "UPDATE dead_man_switches SET secrets = 'x'",
      "INSERT INTO policies (id, name, rules) VALUES (gen_random_uuid(), 'x', '{}')",
      "DELETE FROM slots",
      "DELETE FROM alerts",
    ]) {
      expect({ sql, state: await refusal("worker", sql) }).toEqual({ sql, state: DENIED });
    }
  });

  test("the web process cannot say that something was done", async () => {
    for (const sql of [
      "UPDATE alerts SET state = 'resolved', resolved_at = now()",
      "UPDATE deliveries SET state = 'sent', sent_at = now()",
      "UPDATE channels SET last_success_at = now()",
      "UPDATE slots SET operation_id = NULL",
      "INSERT INTO beats (name, at, worker_id) VALUES ('scheduler', now(), 'x')",
      `UPDATE operations SET status = 'succeeded' WHERE id = '${approvedOperationId}'`,
      `UPDATE operations SET status = 'running' WHERE id = '${approvedOperationId}'`,
      "UPDATE operations SET result = '{}'",
      "UPDATE operations SET attempt = 7",
      "UPDATE operations SET input = '{}'",
      "UPDATE operations SET heartbeat_at = now()",
      "INSERT INTO operations (id, kind, status, host, requested_by) VALUES (gen_random_uuid(), 'restore-preview', 'succeeded', 'h', '{}')",
      "INSERT INTO operations (id, kind, result, host, requested_by) VALUES (gen_random_uuid(), 'restore-preview', '{}', 'h', '{}')",
      "INSERT INTO operation_steps (operation_id, position, name, status, attempt, started_at) SELECT id, 1, 'x', 'succeeded', 1, now() FROM operations",
      "INSERT INTO operation_log_lines (operation_id, level, text) SELECT id, 'info', 'x' FROM operations",
      "UPDATE backup_sets SET restored_at = now()",
      "INSERT INTO measurements (resource_id, kind, at_micros, value_ms) SELECT id, 'rto', 1, 1 FROM resources",
      "INSERT INTO position_samples (resource_id, at_micros, lsn, timeline, snapshot) SELECT id, 1, '0/1', 1, 'x' FROM resources",
      "UPDATE restores SET receipt = '{}'",
      "UPDATE change_requests SET spent_by_id = gen_random_uuid()",
      "UPDATE workers SET last_seen_at = now()",
    ]) {
      expect({ sql, state: await refusal("web", sql) }).toEqual({ sql, state: DENIED });
    }
  });

  test("the web process may cancel what is queued", async () => {
    const sql = "UPDATE operations SET status = 'cancelled', finished_at = now() WHERE id = $1";
    expect(await refusal("web", sql, [approvedOperationId])).toBeNull();
  });

  test("nobody decides twice, nor spends twice, nor makes an approval last longer (T8, T10)", async () => {
    for (const sql of [
      "UPDATE change_requests SET decision = 'requested' WHERE decision = 'approved'",
      "UPDATE change_requests SET decision = 'rejected' WHERE decision = 'approved'",
      "UPDATE change_requests SET decided_at = now() WHERE decision = 'approved'",
      "UPDATE change_requests SET approval_expires_at = 'infinity' WHERE decision = 'approved'",
    ]) {
      expect({ sql, state: await refusal("web", sql) }).toEqual({ sql, state: DENIED });
    }
    const spend = "UPDATE change_requests SET spent_by_id = gen_random_uuid() WHERE decision = 'approved'";
    expect(await refusal("worker", spend)).toBeNull();
    expect(await refusal("worker", `${spend}; ${spend}`)).toBe(DENIED);
    expect(await refusal("worker", "UPDATE change_requests SET decision = 'approved'")).toBe(DENIED);
    expect(await refusal("worker", "UPDATE change_requests SET decision = 'requested'")).toBe(DENIED);
  });

  test("the queue: the web process adds jobs and takes none", async () => {
    expect(await refusal("web", "UPDATE pgboss.job SET state = 'completed'")).toBe(DENIED);
    expect(await refusal("web", "DELETE FROM pgboss.job")).toBe(DENIED);
    expect(await refusal("web", "SELECT 1 FROM pgboss.job")).toBeNull();
  });
});

describe("limits that hold whatever the program does", () => {
  test("only an approved change can be spent", async () => {
    const data = { spentById: approvedOperationId };
    const spent = control.owner.changeRequest.update({ where: { id: request.vote.id }, data });
    await expect(spent).rejects.toThrow(/change_requests_spent_when_approved/);
  });

  test("a person has a role once, and addresses are in lower case", async () => {
    const role = { userId: request.requester.id, role: "operator" as const };
    await expect(control.owner.roleGrant.create({ data: role })).rejects.toMatchObject({ code: "P2002" });
    const user = control.owner.user.create({ data: { email: "Upper@example.org", name: "x" } });
    await expect(user).rejects.toThrow(/users_email_lower/);
  });

  test("two exclusive operations never run on one resource", async () => {
    const running = (isExclusive: boolean) =>
      control.owner.operation.create({
        data: {
          kind: "backup",
          status: "running",
          host: "h",
          resourceId: request.resource.id,
          requestedBy: {},
          isExclusive,
        },
      });
    await running(true);
    await running(false);
    await expect(running(true)).rejects.toMatchObject({ code: "P2002" });
  });

  test("passwords are stored as SCRAM, and neither role may do more than use its tables", async () => {
    const roles = await control.owner.$queryRaw`
      SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles
      WHERE rolname IN ('holdfast_web', 'holdfast_worker') ORDER BY rolname`;
    const none = { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false };
    expect(roles).toEqual([
      { rolname: "holdfast_web", ...none },
      { rolname: "holdfast_worker", ...none },
    ]);
  });
});
