"use client";

import { useEffect, useState } from "react";

/** The value once it has stayed the same for a moment: what is being typed is not asked about letter by letter. */
export function useDebounced<T>(value: T, delayMs = 350): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState({ value, text });
  useEffect(() => {
    if (text === settled.text) return;
    const timer = setTimeout(() => setSettled({ value, text }), delayMs);
    return () => clearTimeout(timer);
  }, [value, text, settled.text, delayMs]);
  return settled.value;
}
