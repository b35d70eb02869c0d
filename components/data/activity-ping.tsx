"use client";

import { useEffect } from "react";
import { postJson } from "./api.ts";

const everyMs = 60_000;
const inputs = ["pointerdown", "keydown", "wheel", "touchstart"] as const;

/** Tells the server, at most once a minute, that a person is at the keyboard: polling never keeps a session. */
export function ActivityPing() {
  useEffect(() => {
    let lastMs = 0;
    const note = () => {
      if (Date.now() - lastMs < everyMs) return;
      lastMs = Date.now();
      // A failure shows on the next real request; this one has nobody waiting for it.
      postJson("/session/activity", {}, ({ nothing }) => nothing).catch(() => undefined);
    };
    for (const input of inputs) document.addEventListener(input, note, { passive: true });
    return () => {
      for (const input of inputs) document.removeEventListener(input, note);
    };
  }, []);
  return null;
}
