import { microsShape } from "#lib/format/instant.ts";
import { lsnShape } from "#lib/format/lsn.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

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
      return `name:${target.name}${atTimeline(target.timeline) || endOf(target.name)}`;
    case "immediate":
      return `set:${target.label}`;
  }
}

/** Null for anything that is no target: a URL is typed by anybody. */
export function targetFromText(text: string): RecoveryTarget | null {
  const at = text.indexOf(":");
  const kind = at === -1 ? text : text.slice(0, at);
  const value = at === -1 ? "" : text.slice(at + 1);
  const [, before = "", digits] = /^(.*?)(?:@(\d{0,10}))?$/s.exec(value) ?? [];
  const timeline = !digits ? {} : { timeline: Number(digits) };
  switch (kind) {
    case "latest":
      return { kind };
    case "time":
      return microsShape.test(value) ? { kind, micros: value } : null;
    case "set":
      return value === "" ? null : { kind: "immediate", label: value };
    case "lsn":
      return lsnShape.test(before) ? { kind, lsn: before, ...timeline } : null;
    case "name":
      return before === "" || before.length > 63 ? null : { kind, name: before, ...timeline };
    default:
      return null;
  }
}

/** A name that itself ends like a timeline is closed by an empty one. */
function endOf(name: string): string {
  return /@\d{0,10}$/.test(name) ? "@" : "";
}

function atTimeline(timeline: number | undefined): string {
  return timeline === undefined ? "" : `@${timeline}`;
}
