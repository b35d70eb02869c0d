import { type Action, actions, type Contender, contenders, type Results } from "./bench.ts";

const rowTitles: Record<Action, string> = {
  backup: "full backup",
  restore: "restore to a new running server",
  "in place": "restore in place after a small change",
};

/** A table in Markdown: medians in seconds, and each as a multiple of the row's reference. */
export function report(results: Results): string {
  const header = ["", ...contenders, "Holdfast : script", "Holdfast : pgBackRest", "pgBackRest : script"];
  const rows = actions
    .filter((action) => results.measurements.some((one) => one.action === action))
    .map((action) => {
      const seconds = (contender: Contender) => median(timesOf(results, action, contender));
      return [
        rowTitles[action],
        ...contenders.map((contender) => cell(seconds(contender), " s")),
        ratio(seconds("Holdfast"), seconds("script")),
        ratio(seconds("Holdfast"), seconds("pgBackRest")),
        ratio(seconds("pgBackRest"), seconds("script")),
      ];
    });
  const sizes = contenders.map((contender) =>
    cell((results.sizes.get(contender) ?? Number.NaN) / 1e6, " MB"),
  );
  return table([header, header.map(() => "---"), ...rows, ["size of the backup", ...sizes, "", "", ""]]);
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

function cell(value: number, unit: string): string {
  return Number.isNaN(value) ? "not measured" : `${value.toFixed(1)}${unit}`;
}

function ratio(value: number, reference: number): string {
  const quotient = value / reference;
  return Number.isNaN(quotient) ? "–" : `${quotient.toFixed(2)} ×`;
}

function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`)
    .join("\n");
}
