interface Placed {
  x: number;
  y: number;
}

/** The point nearest to a place in the plot: beside it counts fully, above or below it only to tell neighbours apart. */
export function nearestPoint<Point extends Placed>(
  points: readonly Point[],
  at: { x: number; y: number },
  plot: { width: number; height: number },
): Point | undefined {
  let best: Point | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const across = point.x * plot.width - at.x;
    const along = ((1 - point.y) * plot.height - at.y) / 4;
    const distance = across ** 2 + along ** 2;
    if (distance >= least) continue;
    least = distance;
    best = point;
  }
  return best;
}
