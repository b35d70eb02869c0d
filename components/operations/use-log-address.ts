"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const levels = ["debug", "info", "warn", "error"] as const;

const parseAsLine = createParser({
  parse: (text) => (/^\d{1,18}$/.test(text) ? text : null),
  serialize: String,
});

/** What of a log is shown, as the address says: a link to it shows the same lines to somebody else (U15). */
export function useLogAddress() {
  return useQueryStates({
    find: parseAsString.withDefault(""),
    level: parseAsStringLiteral(levels).withDefault("info"),
    line: parseAsLine,
  });
}
