"use client";

import { useEffect, useState } from "react";

const key = "holdfast.restore-reason";

/** Why a restore is asked for: a reload in the middle, or a link followed and left again, does not lose it. */
export function useReasonDraft() {
  const [reason, setReason] = useState("");
  useEffect(() => setReason(sessionStorage.getItem(key) ?? ""), []);
  const keep = (next: string) => {
    setReason(next);
    sessionStorage.setItem(key, next);
  };
  return { reason, keep, forget: () => sessionStorage.removeItem(key) };
}
