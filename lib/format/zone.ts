/** Where the browser keeps the zone in which it shows times, for the server to draw the next page in it. */
export const zoneCookie = "holdfast.zone";

/** Whether it is the IANA name of a zone that this program knows. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
