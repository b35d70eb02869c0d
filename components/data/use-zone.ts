"use client";

import { useContext, useEffect, useSyncExternalStore } from "react";
import { isZone, zoneCookie } from "#lib/format/zone.ts";
import { FirstPaint } from "./first-paint.tsx";

const storageKey = "holdfast.zone";
const changed = "holdfast-zone";

/** The IANA zone in which this browser shows times; the browser's own until another is chosen. */
export function useZone(): { zone: string; setZone: (zone: string) => void } {
  const { zone: firstZone } = useContext(FirstPaint);
  const zone = useSyncExternalStore(subscribe, readZone, () => firstZone);
  return { zone, setZone };
}

/** Tells the server in which zone to draw the times of the next page. */
export function useZoneCookie(): void {
  const { zone } = useZone();
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there over plain HTTP
    document.cookie = `${zoneCookie}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }, [zone]);
}

function setZone(zone: string) {
  localStorage.setItem(storageKey, zone);
  window.dispatchEvent(new Event(changed));
}

function subscribe(listener: () => void) {
  window.addEventListener("storage", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener(changed, listener);
  };
}

let read: { stored: string | null; zone: string } | null = null;

/** Asked at every drawing: worked out again only when another is stored. */
function readZone(): string {
  const stored = localStorage.getItem(storageKey);
  if (read?.stored !== stored || read === null) {
    const zone =
      stored && isZone(stored) ? stored : Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    read = { stored, zone };
  }
  return read.zone;
}
