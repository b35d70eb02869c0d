import type { Recoverability } from "#components/timeline/recoverability.ts";
import type { View } from "#components/timeline/scale.ts";
import { smaller } from "#components/timeline/zoom-view.ts";

/** Around what a zoom goes that nobody points at: what is wanted stays on screen, not the empty middle. */
export function zoomCentre(recoverable: Recoverability, view: View, chosenMicros: bigint | null): bigint {
  if (chosenMicros !== null && view.fromMicros <= chosenMicros && chosenMicros <= view.toMicros)
    return chosenMicros;
  return newestInView(recoverable, view) ?? (view.fromMicros + view.toMicros) / 2n;
}

/** Null when nothing on screen can be restored. */
export function newestInView(recoverable: Recoverability, view: View): bigint | null {
  const span = recoverable.spans.findLast(
    ({ fromMicros, toMicros }) => fromMicros <= view.toMicros && view.fromMicros <= toMicros,
  );
  return span === undefined ? null : smaller(span.toMicros, view.toMicros);
}
