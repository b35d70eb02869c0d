import { z } from "zod";

/** What is sealed in Repository.secrets. */
export const repositorySecrets = z.object({
  cipherPass: z.string().min(20),
  accessKeyId: z.string().nullable(),
  secretAccessKey: z.string().nullable(),
});

/** Bound into the sealed value: it opens in this column of this row and nowhere else (T40). */
export const SECRETS_COLUMN = "repositories.secrets";
