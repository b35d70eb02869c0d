import { type Action, actions, type Contender, contenders, type Results } from "./bench.ts";

const rowTitles: Record<Action, string> = {
  backup: "full backup",
  restore: "restore to a new running server",
  "in place": "restore in place after a small change, with its safety backup",
};

const columnTitles: Record<Contender, string> = {
  script: "script",
  pgBackRest: "pgBackRest",
  Holdfast: "Holdfast: queue → done, including read-back",
};

/** Holdfast's own cost on top of bare pgBackRest that is thought acceptable. */
const allowed = { factor: 1.15, seconds: 3 };

/** Tables in Markdown, with medians in seconds: the comparison, then where Holdfast's time went. */
export function report(results: Results): string {
  return `${comparison(results)}\n\n${breakdown(results)}`;
}

function comparison(results: Results): string {
  const header = [
    "",
    ...contenders.map((contender) => columnTitles[contender]),
    "Holdfast : script",
    "Holdfast : pgBackRest",
    `${allowed.factor} × pgBackRest + ${allowed.seconds} s`,
  ];
  const rows = measuredActions(results).flatMap((action) => {
    const seconds = (contender: Contender) => median(timesOf(results, action, contender));
    const [script, pgBackRest, holdfast] = [seconds("script"), seconds("pgBackRest"), seconds("Holdfast")];
    const row = (title: string, mine: number, limit: string) => [
      title,
      cell(script, " s"),
      cell(pgBackRest, " s"),
      cell(mine, " s"),
      ratio(mine, script),
      ratio(mine, pgBackRest),
      limit,
    ];
    if (action !== "in place") return [row(rowTitles[action], holdfast, limitOf(pgBackRest, holdfast))];
    const sameWork = sumOf(results, action, "same");
    return [
      row(rowTitles[action], holdfast, "–"),
      row("the same, only the steps that pgBackRest does too", sameWork, limitOf(pgBackRest, sameWork)),
    ];
  });
  const sizes = contenders.map((contender) =>
    cell((results.sizes.get(contender) ?? Number.NaN) / 1e6, " MB"),
  );
  return table([header, header.map(() => "---"), ...rows, ["size of the backup", ...sizes, "", "", ""]]);
}

/** What bare pgBackRest does too, and what Holdfast adds: checks, read-back, the way back, the proof. */
function breakdown(results: Results): string {
  const header = ["Holdfast", "step", "work of pgBackRest", "added by Holdfast", "before the approval"];
  const rows = measuredActions(results).flatMap((action) => {
    const line = (name: string, [same, added, before]: [number, number, number]) => [
      rowTitles[action],
      name,
      cell(same, " s", ""),
      cell(added, " s", ""),
      cell(before, " s", ""),
    ];
    const parts = results.parts.filter((part) => part.action === action);
    const names = [...new Set(parts.map(({ name }) => name))];
    return [
      ...names.map((name) => {
        const of = (kind: string) =>
          median(
            parts.filter((part) => part.name === name && part.kind === kind).map((part) => part.seconds),
          );
        return line(name, [of("same"), of("added"), of("before")]);
      }),
      line("all", [sumOf(results, action, "same"), sumOf(results, action, "added"), Number.NaN]),
    ];
  });
  return table([header, header.map(() => "---"), ...rows]);
}

function measuredActions(results: Results): Action[] {
  return actions.filter((action) => results.measurements.some((one) => one.action === action));
}

function sumOf(results: Results, action: Action, kind: "same" | "added"): number {
  const parts = results.parts.filter((part) => part.action === action && part.kind === kind);
  const names = [...new Set(parts.map(({ name }) => name))];
  return names.reduce(
    (sum, name) => sum + median(parts.filter((part) => part.name === name).map(({ seconds }) => seconds)),
    0,
  );
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

function timesOf({ measurements }: Results, action: Action, contender: Contender): number[] {
  return measurements
    .filter((one) => one.action === action && one.contender === contender)
    .map(({ seconds }) => seconds);
}

function limitOf(pgBackRest: number, holdfast: number): string {
  const limit = allowed.factor * pgBackRest + allowed.seconds;
  return `${cell(limit, " s")}: ${holdfast <= limit ? "kept" : "exceeded"}`;
}

function cell(value: number, unit: string, absent = "not measured"): string {
  return Number.isNaN(value) ? absent : `${value.toFixed(1)}${unit}`;
}

function ratio(value: number, reference: number): string {
  const quotient = value / reference;
  return Number.isNaN(quotient) ? "–" : `${quotient.toFixed(2)} ×`;
}

export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`)
    .join("\n");
}
