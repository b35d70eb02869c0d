import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { samplePreview } from "#e2e/fixtures/sample-resources.ts";
import { planFingerprint, planHash, planText } from "#lib/changes/plan.ts";
import { normalizePlan, PLAN_VERSION } from "#lib/restores/rules.ts";
import { type RestorePlan, restorePlan } from "#lib/restores/schema.ts";

const ids = [
  "019abcde-0000-7000-8000-000000000001",
  "019abcde-0000-7000-8000-000000000002",
  "019abcde-0000-7000-8000-000000000003",
] as const;

const plan: RestorePlan = {
  ...samplePreview(
    { id: ids[0], name: "orders-db", repositoryId: ids[1] },
    {
      include: ["app", "billing"],
      exclude: ["scratch"],
      hooks: [
        { moment: "stop", name: "stop-app", sha256: "1".repeat(64) },
        { moment: "start", name: "start-app", sha256: "2".repeat(64) },
        { moment: "health", name: "check-app", sha256: "3".repeat(64) },
      ],
      undoOfId: ids[2],
    },
  ).plan,
  requesterId: ids[2],
};

/** Letters, and what writing them down gets wrong: controls, line separators, astral and combining characters. */
const anyText = fc
  .array(
    fc.oneof(fc.string(), fc.constantFrom("ö", "o\u0308", "\u2028", "😀", "\u0007", "\\", '"', "\ufeff")),
  )
  .map((parts) => parts.join(""));

function hashOf(value: RestorePlan): string {
  return planHash(PLAN_VERSION, planText(normalizePlan(value)));
}

type Path = (string | number)[];

/** Paths of every leaf, empty list and absent value in a plan. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function changed(value: unknown, [key, ...rest]: Path, replace: (leaf: unknown) => unknown): unknown {
  if (key === undefined) return replace(value);
  if (Array.isArray(value)) {
    return value.map((each, index) => (index === key ? changed(each, rest, replace) : each));
  }
  if (typeof value !== "object" || value === null) throw new Error("not a path of this plan");
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === key ? changed(each, rest, replace) : each]),
  );
}

/** Another value of the same type: what a small lie about this field would look like. */
function flipped(leaf: unknown): unknown {
  switch (typeof leaf) {
    case "boolean":
      return !leaf;
    case "number":
      return leaf + 1;
    case "string":
      return `${leaf}x`;
    default:
      return "something";
  }
}

describe("the hash of a plan (T2)", () => {
  test("is the version, a zero byte and the canonical text", () => {
    const text = planText(normalizePlan(plan));
    expect(hashOf(plan)).toBe(createHash("sha256").update(`restore-plan/v1\0${text}`).digest("hex"));
    expect(planHash("other/v1", text)).not.toBe(hashOf(plan));
  });

  test("is fixed for all time", () => {
    expect(planHash(PLAN_VERSION, planText({ b: [2, 1], a: "ö", c: null }))).toBe(
      createHash("sha256").update('restore-plan/v1\0{"a":"ö","b":[2,1],"c":null}').digest("hex"),
    );
  });

  test.each(leaves(plan).map((path) => [path.join("."), path] as const))("changes with %s", (_, path) => {
    const lie = changed(plan, path, flipped);
    expect(planHash(PLAN_VERSION, planText(Object(lie)))).not.toBe(planHash(PLAN_VERSION, planText(plan)));
  });

  test("covers everything the plan's schema knows", () => {
    expect(Object.keys(plan).toSorted()).toEqual(Object.keys(restorePlan.shape).toSorted());
  });

  test("changes with an element more, an element less, and a field left out", () => {
    expect(hashOf({ ...plan, include: [...plan.include, "more"] })).not.toBe(hashOf(plan));
    expect(hashOf({ ...plan, exclude: [] })).not.toBe(hashOf(plan));
    expect(hashOf({ ...plan, hooks: plan.hooks.slice(1) })).not.toBe(hashOf(plan));
    const { undoOfId: _, ...rest } = plan;
    expect(planHash(PLAN_VERSION, planText(rest))).not.toBe(planHash(PLAN_VERSION, planText(plan)));
  });

  test("does not depend on the order of sets, nor of keys", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(plan.hooks, { minLength: plan.hooks.length }),
        fc
          .uniqueArray(fc.string(), { maxLength: 6 })
          .chain((names) =>
            fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length })),
          ),
        fc.shuffledSubarray(Object.entries(plan), { minLength: Object.keys(plan).length }),
        (hooks, [include, shuffled], entries) => {
          const one = { ...plan, include };
          const other = restorePlan.parse({ ...Object.fromEntries(entries), include: shuffled, hooks });
          expect(hashOf(other)).toBe(hashOf(one));
        },
      ),
    );
  });

  test("survives being stored and read back", () => {
    fc.assert(
      fc.property(fc.array(anyText), anyText, (include, name) => {
        const written = planText(normalizePlan({ ...plan, include, resource: { id: ids[0], name } }));
        expect(planText(JSON.parse(written))).toBe(written);
      }),
    );
  });

  test("has a short form for the eye", () => {
    expect(planFingerprint("9f3a41c7deadbeef")).toBe("9F3A 41C7");
  });
});
