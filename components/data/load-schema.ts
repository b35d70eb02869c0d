import type { z } from "zod";
import { ApiProblem } from "./api-problem.ts";

type Schemas = typeof import("./schemas.ts");

/**
 * What an answer or a form is checked with, as picked from schemas.ts: `({ operationPage }) => operationPage`. The
 * schemas come beside the first answer, so that no page waits for them before it can be used.
 */
export type Checked<T> = z.ZodType<T> | ((schemas: Schemas) => z.ZodType<T>);

export async function loadSchema<T>(checked: Checked<T>): Promise<z.ZodType<T>> {
  if (typeof checked !== "function") return checked;
  const schemas = await import("./schemas.ts").catch((error: unknown) => {
    throw ApiProblem.unreachable(error);
  });
  return checked(schemas);
}
