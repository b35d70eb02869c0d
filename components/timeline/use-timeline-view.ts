"use client";

import { useMemo, useState } from "react";
import type { Recoverability } from "#components/timeline/recoverability.ts";
import type { View } from "#components/timeline/scale.ts";
import { keepInside, zoomView } from "#components/timeline/zoom-view.ts";

const minute = 60_000_000n;
const hour = 60n * minute;
const day = 24n * hour;

export const viewPresets = [
  { id: "1h", label: "1 h", micros: hour },
  { id: "6h", label: "6 h", micros: 6n * hour },
  { id: "24h", label: "24 h", micros: day },
  { id: "3d", label: "3 days", micros: 3n * day },
  { id: "90d", label: "90 days", micros: 90n * day },
] as const;
export type ViewPreset = (typeof viewPresets)[number]["id"];

type Shown = { kind: "following"; preset: ViewPreset } | { kind: "fixed"; view: View };

/** Follows now until a person zooms, pans or chooses: from then on a refresh moves nothing (U3). */
export function useTimelineView(recoverable: Recoverability, nowMicros: bigint, chosenMicros: bigint | null) {
  const [shown, setShown] = useState<Shown>(() =>
    chosenMicros === null
      ? { kind: "following", preset: presetFor(recoverable, nowMicros) }
      : { kind: "fixed", view: around(chosenMicros, nowMicros) },
  );
  const limits = useMemo(() => limitsOf(recoverable, nowMicros), [recoverable, nowMicros]);
  const view = shown.kind === "fixed" ? shown.view : followingView(shown.preset, nowMicros);
  const fix = (next: View) => setShown({ kind: "fixed", view: next });
  return {
    view,
    limits,
    preset: shown.kind === "following" ? shown.preset : null,
    setPreset: (preset: ViewPreset) => setShown({ kind: "following", preset }),
    hold: () => fix(view),
    zoom: (factor: number, aroundMicros: bigint) => fix(zoomView(view, factor, aroundMicros, limits)),
    pan: (part: number) => {
      const by = BigInt(Math.round(Number(view.toMicros - view.fromMicros) * part));
      fix(keepInside({ fromMicros: view.fromMicros + by, toMicros: view.toMicros + by }, limits));
    },
    /** Brings an instant on screen, without moving anything when it already is. */
    reveal: (micros: bigint) => {
      const margin = (view.toMicros - view.fromMicros) / 50n;
      if (view.fromMicros + margin <= micros && micros <= view.toMicros - margin) return fix(view);
      const half = (view.toMicros - view.fromMicros) / 2n;
      fix(keepInside({ fromMicros: micros - half, toMicros: micros + half }, limits));
    },
  };
}

/** A little after now, so that "now" and what is not archived yet can be seen. */
function followingView(preset: ViewPreset, nowMicros: bigint): View {
  const span = viewPresets.find((one) => one.id === preset)?.micros ?? day;
  const toMicros = nowMicros + span / 40n;
  return { fromMicros: toMicros - span, toMicros };
}

function limitsOf(recoverable: Recoverability, nowMicros: bigint): View {
  const oldest = recoverable.spans[0]?.fromMicros ?? nowMicros - day;
  const span = nowMicros - oldest;
  const margin = span / 40n > minute ? span / 40n : minute;
  const fromMicros = oldest - margin < nowMicros - 91n * day ? oldest - margin : nowMicros - 91n * day;
  return { fromMicros, toMicros: nowMicros + 3n * day };
}

/** The shortest that shows all there is, three days at most: what is needed lies mostly close to now. */
function presetFor(recoverable: Recoverability, nowMicros: bigint): ViewPreset {
  const oldest = recoverable.spans[0]?.fromMicros ?? nowMicros - hour;
  const span = nowMicros - oldest;
  return viewPresets.find((one) => one.micros >= span && one.id !== "90d")?.id ?? "3d";
}

function around(micros: bigint, nowMicros: bigint): View {
  const age = nowMicros - micros;
  const half = age * 2n > hour ? age * 2n : hour;
  const span = half > 6n * day ? 6n * day : half;
  const end = micros + span / 2n;
  const toMicros = end > nowMicros + span / 40n ? nowMicros + span / 40n : end;
  return { fromMicros: toMicros - span, toMicros };
}
