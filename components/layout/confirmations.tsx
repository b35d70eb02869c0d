"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { doneEvent } from "#components/data/confirm-done.ts";

const DoneToasts = dynamic(() => import("./done-toasts.tsx").then((file) => file.DoneToasts), { ssr: false });

/** Where `confirmDone` appears: only for what is done and needs nothing more (U13). Loaded with the first one. */
export function Confirmations() {
  const [sentences, setSentences] = useState<string[]>([]);
  useEffect(() => {
    const note = (event: Event) => {
      if (!(event instanceof CustomEvent) || typeof event.detail !== "string") return;
      const sentence = event.detail;
      setSentences((before) => [...before, sentence]);
    };
    window.addEventListener(doneEvent, note);
    return () => window.removeEventListener(doneEvent, note);
  }, []);
  return sentences.length > 0 && <DoneToasts sentences={sentences} />;
}
