import { AppError } from "#lib/errors.ts";

export function notWeaker(): AppError {
  return new AppError("PRECONDITION", "Nothing would be kept for less time: no approval is needed.", {
    hint: "Save it directly.",
    reason: "not-weaker",
  });
}
