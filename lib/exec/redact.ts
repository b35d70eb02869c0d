const mask = "[redacted]";

/** Returns a function that removes the given secrets, whole or line by line, from a text. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const parts = secrets
    .flatMap((secret) => [secret, ...secret.split("\n")])
    .filter((part) => part.length >= 4);
  // Longest first, else a secret that contains another one would leave its ends behind.
  const ordered = [...new Set(parts)].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((rest, secret) => rest.replaceAll(secret, mask), text);
}
