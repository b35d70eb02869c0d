import { z } from "zod";
import { microsText } from "#lib/recovery/schema.ts";

export const listMeasurementsInput = z.object({
  /** The resource. */
  id: z.uuid(),
  kind: z.enum(["rpo", "rto"]),
  sinceMicros: microsText.optional(),
});
export const measurementDto = z.object({
  atMicros: microsText,
  valueMs: z.number(),
  details: z.json().nullable(),
  operationId: z.uuid().nullable(),
});
export const measurementList = z.object({
  items: z.array(measurementDto),
  targetSeconds: z.number().nullable(),
});
export type MeasurementDto = z.infer<typeof measurementDto>;
