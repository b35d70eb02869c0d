import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { metricDefinitions } from "#jobs/metrics/definitions.ts";

const deploy = join(import.meta.dirname, "../../deploy");
const read = (file: string) => readFileSync(join(deploy, file), "utf8");
const defined = new Map<string, readonly string[]>(
  Object.entries(metricDefinitions).map(([name, { labels }]) => [name, labels]),
);

const rules = [...read("prometheus/holdfast.rules.yml").matchAll(/^ +expr: (.+)$/gm)].map(
  ([, expr = ""]) => expr,
);
const dashboard = z
  .object({
    panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
    templating: z.object({
      list: z.array(z.object({ query: z.union([z.string(), z.object({ query: z.string() })]) })),
    }),
  })
  .parse(JSON.parse(read("grafana/holdfast.json")));
const panels = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const variables = dashboard.templating.list.map(({ query }) =>
  typeof query === "string" ? query : query.query,
);

function namesIn(text: string): string[] {
  return [...text.matchAll(/\bholdfast_\w+/g)].map(([name]) => name);
}

/** What an expression groups by or selects on, for the metrics it is about. */
function labelsIn(expr: string): { label: string; metrics: string[] }[] {
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\) \(([^()]*)\)/g)].flatMap(
    ([, labels = "", inside = ""]) =>
      labels.split(/, */).map((label) => ({ label, metrics: namesIn(inside) })),
  );
  const selected = [...expr.matchAll(/(holdfast_\w+)\{(\w+)/g)].map(([, name = "", label = ""]) => ({
    label,
    metrics: [name],
  }));
  return [...grouped, ...selected];
}

describe("the rules and the dashboard that come along", () => {
  test("are there", () => {
    expect(rules.length).toBeGreaterThan(10);
    expect(panels.length).toBeGreaterThan(10);
  });

  test.each([...rules, ...panels, ...variables])("name only what is offered: %s", (expr) => {
    expect(namesIn(expr).filter((name) => !defined.has(name))).toEqual([]);
    const unknown = labelsIn(expr).filter(({ label, metrics }) =>
      metrics.some((name) => !defined.get(name)?.includes(label)),
    );
    expect(unknown).toEqual([]);
    for (const [open, close] of ["()", "{}"]) {
      expect(expr.split(open ?? "").length).toBe(expr.split(close ?? "").length);
    }
  });

  test("leave nothing that is offered unused", () => {
    const used = new Set([...rules, ...panels].flatMap(namesIn));
    expect([...defined.keys()].filter((name) => !used.has(name))).toEqual([]);
  });

  test("expressions that use a metric the program does not offer would be seen", () => {
    expect(namesIn("max(holdfast_rpo_second) > 0").filter((name) => !defined.has(name))).toEqual([
      "holdfast_rpo_second",
    ]);
    expect(labelsIn("max by (host) (holdfast_rpo_seconds)")).toEqual([
      { label: "host", metrics: ["holdfast_rpo_seconds"] },
    ]);
  });
});
