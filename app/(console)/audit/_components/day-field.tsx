"use client";

import { useId } from "react";
import { Input } from "#components/ui/input.tsx";
import { formatInstant, microsShape } from "#lib/format/instant.ts";
import { startOfDay } from "#lib/format/start-of-day.ts";

interface DayFieldProps {
  label: string;
  /** Whether the instant is the first of the day or the last. */
  edge: "start" | "end";
  zone: string;
  micros: string | null;
  onMicros: (micros: string | null) => void;
}

/** A calendar day in the chosen zone, kept as an instant: another zone shows another day, never other entries. */
export function DayField({ label, edge, zone, micros, onMicros }: DayFieldProps) {
  const id = useId();
  const choose = (date: string) => {
    if (!date) return onMicros(null);
    const micros = edge === "start" ? startOfDay(date, zone) : startOfDay(dayAfter(date), zone) - 1n;
    onMicros(micros.toString());
  };
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="w-9 flex-none text-sm text-ink-3">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        className="min-w-36"
        value={micros && microsShape.test(micros) ? formatInstant(micros, zone).slice(0, 10) : ""}
        onChange={(event) => choose(event.target.value)}
      />
    </div>
  );
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
