/** A span of one resource's history, and how many points of it can be shown. */
export interface SeriesQuery {
  resourceId: string;
  fromMicros: bigint;
  toMicros: bigint;
  most: number;
}
