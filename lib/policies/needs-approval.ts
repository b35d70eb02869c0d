import { AppError } from "#lib/errors.ts";

export function needsApproval(weakenings: string[]): AppError {
  return new AppError("PRECONDITION", `Backups would be kept for less time. ${weakenings.join(" ")}`, {
    hint: "Ask for it: it takes effect once somebody else has approved it.",
    reason: "needs-approval",
  });
}
