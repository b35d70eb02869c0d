/** `__Host-` binds the cookie to this host over HTTPS; browsers refuse the prefix on plain HTTP. */
export function sessionCookieName(origin: string): string {
  return origin.startsWith("https:") ? "__Host-holdfast.session" : "holdfast.session";
}
