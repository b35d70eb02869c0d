import { z } from "zod";

/** A keyset position: the sort value and the id of the last row seen. Opaque to clients. */
export function encodeCursor(sortValue: string, id: string): string {
  return btoa(JSON.stringify([sortValue, id]))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/**
 * Null for anything that is not a cursor of ours, with a sort value of this form: reading then starts from the
 * first page.
 */
export function decodeCursor(
  cursor: string | undefined,
  sortValue: z.ZodType<string>,
): { sortValue: string; id: string } | null {
  if (!cursor) return null;
  try {
    const parsed = z
      .tuple([sortValue, z.uuid()])
      .safeParse(JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/"))));
    return parsed.success ? { sortValue: parsed.data[0], id: parsed.data[1] } : null;
  } catch {
    return null;
  }
}
