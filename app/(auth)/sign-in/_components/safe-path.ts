/** Where to go after signing in: a path of this site and nothing else. */
export function safePath(next: string | string[] | undefined): string {
  if (typeof next !== "string") return "/";
  const base = "http://holdfast.invalid";
  if (!next.startsWith("/") || !URL.canParse(next, base)) return "/";
  const url = new URL(next, base);
  return url.origin === base ? url.pathname + url.search + url.hash : "/";
}
