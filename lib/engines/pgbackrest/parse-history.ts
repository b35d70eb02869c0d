import type { TimelineHistory } from "#lib/engines/engine.ts";

/** PostgreSQL's timeline history file: `parent <tab> switch LSN <tab> reason`, oldest first; `#` is a comment. */
export function parseHistory(text: string): TimelineHistory["ancestors"] {
  return text.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+([0-9A-Fa-f]+\/[0-9A-Fa-f]+)/.exec(line);
    return match?.[1] && match[2] ? [{ timeline: Number(match[1]), switchLsn: match[2].toUpperCase() }] : [];
  });
}
