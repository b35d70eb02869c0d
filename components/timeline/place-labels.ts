export interface Label {
  /** Where the thing it names stands. */
  x: number;
  text: string;
  tone: "bad" | "warn" | "plain";
}
export interface PlacedLabel extends Label {
  left: number;
  row: number;
}

const charWidth = 6;
const space = 10;

/**
 * Puts labels beside their marks in up to `rows` lines, most important first; one that finds no room is left out
 * (what it says is also in the table and under the pointer).
 */
export function placeLabels(labels: readonly Label[], width: number, rows: number): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const label of labels) {
    const length = label.text.length * charWidth;
    if (length > width) continue;
    const left = Math.min(Math.max(0, label.x + space), width - length);
    const row = Array.from({ length: rows }, (_, index) => index).find((index) =>
      placed.every((other) => other.row !== index || !touches(other, left, length)),
    );
    if (row !== undefined) placed.push({ ...label, left, row });
  }
  return placed;
}

function touches(other: PlacedLabel, left: number, length: number): boolean {
  const otherEnd = other.left + other.text.length * charWidth;
  return left < otherEnd + 2 * space && other.left < left + length + 2 * space;
}
