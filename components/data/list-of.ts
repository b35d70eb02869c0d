import { z } from "zod";

/** The envelope of a short list that is not paged. */
export function listOf<T>(item: z.ZodType<T>) {
  return z.object({ items: z.array(item) });
}
