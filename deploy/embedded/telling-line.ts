/** The line of a program's last words that says most: an error's message rather than the stack below it. */
export function tellingLine(text: string): string {
  const lines = text.trim().split("\n");
  const error = lines.findLast((line) => /(error|fatal|panic)\b.*:/i.test(line) && !/^\s/.test(line));
  return (error ?? lines.at(-1) ?? "").slice(0, 500);
}
