import { cookies } from "next/headers";
import { pageContext } from "#app/page-context.ts";
import { formatInstant } from "#lib/format/instant.ts";
import { isZone, zoneCookie } from "#lib/format/zone.ts";

/** The time and the zone that a page is drawn with before its browser can say. */
export async function pageClock() {
  const nowMicros = (await pageContext()).now();
  const asked = decodeURIComponent((await cookies()).get(zoneCookie)?.value ?? "");
  const zone = isZone(asked) ? asked : "UTC";
  return { nowMs: Number(nowMicros / 1000n), zone, today: formatInstant(nowMicros, zone).slice(0, 10) };
}
