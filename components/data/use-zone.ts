"use client";

import { useSyncExternalStore } from "react";

const storageKey = "holdfast.zone";
const changed = "holdfast-zone";

/** The IANA zone in which this browser shows times; the browser's own until another is chosen. */
export function useZone(): { zone: string; setZone: (zone: string) => void } {
  const zone = useSyncExternalStore(subscribe, readZone, () => "UTC");
  return { zone, setZone };
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

function readZone(): string {
  const stored = localStorage.getItem(storageKey);
  if (stored && isZone(stored)) return stored;
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
