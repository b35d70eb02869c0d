import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson, TEST_PASSWORD } from "#e2e/fixtures/sample-people.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import { createSession } from "#lib/sessions/create-session.ts";
import { findSessionActor } from "#lib/sessions/find-session-actor.ts";
import { getCurrentSession } from "#lib/sessions/get-current-session.ts";
import { listSessions } from "#lib/sessions/list-sessions.ts";
import { revokeSession } from "#lib/sessions/revoke-session.ts";
import { touchSession } from "#lib/sessions/touch-session.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

function from(address: string) {
  return control.web({ kind: "anonymous" }, { address });
}

function actorOf(sessionId: string) {
  return findSessionActor(control.owner, sessionId, control.clock.now());
}

/** Attempts are counted from one full ten minutes to the next: so that those of a test fall into the same. */
function waitForNextCount() {
  control.clock.advance({ seconds: 600 - (Number(control.clock.now() / 1_000_000n) % 600) });
}

describe("signing in (T33)", () => {
  test("opens a session and writes it down", async () => {
    const person = await addPerson(control, ["operator"]);
    const session = await createSession(from("192.0.2.10"), {
      email: ` ${person.email.toUpperCase()} `,
      password: TEST_PASSWORD,
    });
    expect(session).toMatchObject({ userId: person.id, email: person.email });
    expect(await actorOf(session.sessionId)).toMatchObject({ id: person.id, roles: ["operator"] });
    expect(await auditOf(control.owner, { subjectId: session.sessionId })).toMatchObject([
      { action: "session.create", actorName: person.name },
    ]);
  });

  test("a wrong password, a stranger and a deactivated person get the same answer, and an entry each", async () => {
    const person = await addPerson(control, ["operator"]);
    const gone = await addPerson(control, ["operator"]);
    await control.owner.user.update({ where: { id: gone.id }, data: { isActive: false } });
    const ctx = from("192.0.2.11");
    const answers = [];
    for (const [email, password] of [
      [person.email, `${TEST_PASSWORD}.`],
      ["nobody@example.org", TEST_PASSWORD],
      [gone.email, TEST_PASSWORD],
    ] as const) {
      answers.push(await createSession(ctx, { email, password }).catch((error: unknown) => error));
      const [entry] = await auditOf(control.owner, { action: "session.fail" });
      expect(entry).toMatchObject({ outcome: "failed", actorName: "somebody not signed in" });
    }
    for (const answer of answers)
      expect(answer).toMatchObject({ code: "UNAUTHENTICATED", reason: "wrong-password" });
    expect(new Set(answers.map(String)).size).toBe(1);
  });

  test("guessing is limited where it comes from, and locks nobody out", async () => {
    waitForNextCount();
    const person = await addPerson(control, ["manager"]);
    const attacker = from("203.0.113.1");
    const guess = { email: person.email, password: "not the password at all" };
    for (let count = 0; count < 10; count++) {
      await expect(createSession(attacker, guess)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    }
    const right = { email: person.email, password: TEST_PASSWORD };
    await expect(createSession(attacker, right)).rejects.toMatchObject({
      code: "LIMIT",
      reason: "rate-limit",
    });
    expect((await createSession(from("203.0.113.2"), right)).userId).toBe(person.id);
    control.clock.advance({ minutes: 10 });
    expect((await createSession(attacker, right)).userId).toBe(person.id);
  });

  test("trying many people from one address is limited too", async () => {
    waitForNextCount();
    const attacker = from("203.0.113.3");
    const ends = [];
    for (let count = 0; count <= 100; count++) {
      const guess = { email: `victim-${count}@example.org`, password: "x" };
      ends.push(await createSession(attacker, guess).catch((error: unknown) => error));
    }
    expect(ends.at(-1)).toMatchObject({ code: "LIMIT" });
    expect(ends.at(-2)).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("forty people at once all get in: nobody waits for a connection that somebody else holds", async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => addPerson(control, ["auditor"])));
    const signedIn = await Promise.all(
      people.map(({ email }, index) =>
        createSession(from(`192.0.2.${100 + index}`), { email, password: TEST_PASSWORD }),
      ),
    );
    expect(signedIn.map(({ userId }) => userId)).toEqual(people.map(({ id }) => id));
  });
});

describe("a session ends (T32)", () => {
  test("after 30 minutes without input", async () => {
    const { actor } = await addPerson(control, ["operator"]);
    control.clock.advance({ minutes: 29, seconds: 58 });
    expect(await actorOf(actor.sessionId)).not.toBeNull();
    control.clock.advance({ seconds: 3 });
    expect(await actorOf(actor.sessionId)).toBeNull();
  });

  test("after 12 hours, however busy", async () => {
    const person = await addPerson(control, ["operator"]);
    for (let half = 0; half < 24; half++) {
      await touchSession(person.ctx, {});
      control.clock.advance({ minutes: 29, seconds: 59 });
      expect(await actorOf(person.actor.sessionId)).not.toBeNull();
    }
    control.clock.advance({ minutes: 1 });
    await touchSession(person.ctx, {});
    expect(await actorOf(person.actor.sessionId)).toBeNull();
  });

  test("at once when it is revoked, and input does not bring it back", async () => {
    const person = await addPerson(control, ["operator"]);
    await revokeSession(person.ctx, { id: person.actor.sessionId });
    await touchSession(person.ctx, {});
    expect(await actorOf(person.actor.sessionId)).toBeNull();
    expect(await auditOf(control.owner, { action: "session.revoke", actorId: person.id })).toHaveLength(1);
  });

  test("only by its own person", async () => {
    const [mine, theirs] = [await addPerson(control, ["admin"]), await addPerson(control, ["operator"])];
    const revoked = revokeSession(mine.ctx, { id: theirs.actor.sessionId });
    await expect(revoked).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await actorOf(theirs.actor.sessionId)).not.toBeNull();
    const listed = await listSessions(mine.ctx, {});
    expect(listed.items.map(({ id, isCurrent }) => ({ id, isCurrent }))).toEqual([
      { id: mine.actor.sessionId, isCurrent: true },
    ]);
  });

  test("with its person", async () => {
    const { id, actor } = await addPerson(control, ["operator"]);
    await control.owner.user.update({ where: { id }, data: { isActive: false } });
    expect(await actorOf(actor.sessionId)).toBeNull();
  });
});

describe("who is signed in", () => {
  test("is told with what the screen may offer, and when it ends", async () => {
    const person = await addPerson(control, ["manager"]);
    const session = await getCurrentSession(person.ctx, {});
    expect(session).toMatchObject({ user: { id: person.id }, roles: ["manager"] });
    expect(session.verbs).toContain("change.approve");
    expect(session.verbs).not.toContain("restore.request");
    const idleMs = Date.parse(session.idleExpiresAt ?? "") - Number(control.clock.now() / 1000n);
    expect(idleMs / 60_000).toBeCloseTo(30, 0);
    const anonymous = getCurrentSession(from("192.0.2.1"), {});
    await expect(anonymous).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});
