import { z } from "zod";

/** Pages whose filters can be kept under a name. */
const viewPages = ["audit"] as const;

export const listViewsInput = z.object({ page: z.enum(viewPages) });
export const saveViewInput = z.object({
  page: z.enum(viewPages),
  name: z.string().trim().min(1, "Give it a name.").max(60),
  /** The page's query string, as in its address. */
  query: z
    .string()
    .max(2000)
    .regex(/^\?[^#\s]*$/, "Give the query of the page's address."),
});
export const viewIdInput = z.object({ id: z.uuid() });
export const viewDto = z.object({ id: z.uuid(), name: z.string(), query: z.string() });
export const viewList = z.object({ items: z.array(viewDto) });
