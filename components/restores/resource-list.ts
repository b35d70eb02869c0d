import { z } from "zod";
import { resourceDto } from "#lib/resources/schema.ts";

/** What GET /resources answers. */
export const resourceList = z.object({ items: z.array(resourceDto) });
