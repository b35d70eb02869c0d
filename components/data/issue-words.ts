import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

/**
 * What is wrong with a field, for people; undefined leaves the library's words. A message that the schema itself
 * gives always comes first.
 */
export function issueWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      if (issue.origin === "string") return `Use at most ${issue.maximum} characters.`;
      return issue.origin === "array"
        ? `Choose at most ${issue.maximum}.`
        : `It can be ${issue.maximum} at most.`;
    case "invalid_type":
      return issue.expected === "number" || issue.expected === "int"
        ? "Enter a whole number."
        : "This is needed.";
    case "invalid_value":
      return "Choose one of the options.";
    case "invalid_format":
      return issue.format === "email"
        ? "Enter an e-mail address."
        : "This has characters that are not allowed here.";
    default:
      return undefined;
  }
}

function tooSmall(issue: Extract<Issue, { code: "too_small" }>): string {
  if (issue.origin === "array") return "Choose at least one.";
  if (issue.origin !== "string") {
    return issue.inclusive === false
      ? `It has to be more than ${issue.minimum}.`
      : `It has to be at least ${issue.minimum}.`;
  }
  return issue.minimum === 1 ? "This is needed." : `Use at least ${issue.minimum} characters.`;
}
