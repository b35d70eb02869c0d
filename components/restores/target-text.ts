import { type RecoveryTarget, recoveryTarget } from "#lib/restores/schema.ts";

/** A recovery target as one word of a URL: "latest", "time:1795356190000000", "lsn:0/3000110@2". */
export function targetText(target: RecoveryTarget): string {
  switch (target.kind) {
    case "latest":
      return "latest";
    case "time":
      return `time:${target.micros}`;
    case "lsn":
      return `lsn:${target.lsn}${atTimeline(target.timeline)}`;
    case "name":
      return `name:${target.name}${atTimeline(target.timeline)}`;
    case "immediate":
      return `set:${target.label}`;
  }
}

/** Null for anything that is no target: a URL is typed by anybody. */
export function targetFromText(text: string): RecoveryTarget | null {
  const at = text.indexOf(":");
  const kind = at === -1 ? text : text.slice(0, at);
  const value = at === -1 ? "" : text.slice(at + 1);
  const parsed = recoveryTarget.safeParse(fieldsOf(kind, value));
  return parsed.success ? parsed.data : null;
}

function fieldsOf(kind: string, value: string): object {
  switch (kind) {
    case "latest":
      return { kind };
    case "time":
      return { kind, micros: value };
    case "set":
      return { kind: "immediate", label: value };
    default: {
      const parts = /^(.*?)(?:@(\d+))?$/s.exec(value);
      const timeline = parts?.[2] === undefined ? {} : { timeline: Number(parts[2]) };
      return { kind, [kind]: parts?.[1] ?? "", ...timeline };
    }
  }
}

function atTimeline(timeline: number | undefined): string {
  return timeline === undefined ? "" : `@${timeline}`;
}
