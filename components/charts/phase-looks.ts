/** In the order they happen; as in the receipt of a restore. */
export const phaseLooks = [
  { name: "approval", fill: "var(--warn)" },
  { name: "queue", fill: "var(--ink-3)" },
  { name: "safety", fill: "var(--good)" },
  { name: "copy", fill: "var(--accent)" },
  { name: "replay", fill: "color-mix(in srgb, var(--accent) 60%, var(--panel))" },
  { name: "check", fill: "var(--ink)" },
  { name: "rest", fill: "var(--line-strong)" },
] as const;
