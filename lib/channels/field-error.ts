import { AppError } from "#lib/errors.ts";

/** INVALID because of one field; `path` is its place in the input, where forms show it. */
export function fieldError(
  path: string,
  message: string,
  options: { hint?: string; reason: string },
): AppError {
  const issues = [{ path, message: options.hint ? `${message} ${options.hint}` : message }];
  return new AppError("INVALID", message, { ...options, cause: { issues } });
}
