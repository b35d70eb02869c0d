/** The stretch of time on screen. */
export interface View {
  fromMicros: bigint;
  toMicros: bigint;
}

export interface Scale {
  /** Pixels from the left edge; may lie outside 0…width. */
  xOf: (micros: bigint) => number;
  microsAt: (x: number) => bigint;
  microsPerPixel: number;
}

/** Exact to the microsecond: a view is far shorter than 2^53 microseconds (285 years). */
export function scale(view: View, width: number): Scale {
  const span = Number(view.toMicros - view.fromMicros);
  return {
    xOf: (micros) => (Number(micros - view.fromMicros) / span) * width,
    microsAt: (x) => view.fromMicros + BigInt(Math.round((x / width) * span)),
    microsPerPixel: span / width,
  };
}
