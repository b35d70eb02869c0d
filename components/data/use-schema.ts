"use client";

import { useEffect, useState } from "react";
import type { z } from "zod";
import { type Checked, loadSchema } from "./load-schema.ts";

/** For what is checked while somebody types or looks, where nothing can wait. Null until it has come. */
export function useSchema<T>(checked: Checked<T>): z.ZodType<T> | null {
  const [schema, setSchema] = useState<z.ZodType<T> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same schema for as long as the component is there
  useEffect(() => {
    let isGone = false;
    loadSchema(checked).then(
      (loaded) => !isGone && setSchema(loaded),
      // The page's own requests need it too, and say that they could not be answered.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);
  return schema;
}
