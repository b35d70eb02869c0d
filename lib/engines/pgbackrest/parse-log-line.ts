export type LogLevel = "debug" | "info" | "warn" | "error";

export interface LogLine {
  level: LogLevel;
  text: string;
}

const levels: Record<string, LogLevel> = {
  TRACE: "debug",
  DEBUG: "debug",
  DETAIL: "debug",
  INFO: "info",
  WARN: "warn",
  ERROR: "error",
  ASSERT: "error",
};

/** One line of pgBackRest's stderr. A line without a level continues the message before it. */
export function parseLogLine(line: string, previous: LogLevel): LogLine {
  const match = /^(?:P\d+\s+)?(TRACE|DEBUG|DETAIL|INFO|WARN|ERROR|ASSERT): (.*)$/.exec(line);
  const level = match?.[1] ? levels[match[1]] : undefined;
  if (!level) return { level: previous, text: line.trim() };
  return { level, text: (match?.[2] ?? "").trim() };
}
