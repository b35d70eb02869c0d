import { ReferenceLine } from "recharts";

/** What the values must not go above, with its name and size on it: "objective 5 min". */
export function LimitLine({ value, label }: { value: number; label: string }) {
  return (
    <ReferenceLine
      y={value}
      stroke="var(--warn)"
      strokeDasharray="5 4"
      label={{ value: label, position: "insideBottomLeft", fontSize: 11, fill: "var(--warn)" }}
    />
  );
}
