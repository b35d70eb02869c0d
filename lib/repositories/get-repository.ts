import { readVerb } from "#lib/auth/verb.ts";
import { loadRepository } from "#lib/repositories/load-repository.ts";
import { repositoryIdInput } from "#lib/repositories/schema.ts";

export const getRepository = readVerb("repository.read", repositoryIdInput, (ctx, { id }) =>
  loadRepository(ctx.db, id),
);
