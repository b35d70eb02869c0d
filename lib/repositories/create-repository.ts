import { randomBytes } from "node:crypto";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { isUniqueViolation, jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { v7 } from "#lib/format/uuid.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadRepository } from "#lib/repositories/load-repository.ts";
import { type CreateRepositoryInput, createRepositoryInput } from "#lib/repositories/schema.ts";
import { SECRETS_COLUMN } from "#lib/repositories/secrets.ts";
import { sealSecret } from "#lib/secrets/seal.ts";

/**
 * Adds a repository, its secrets sealed before they are stored (T40), and has it probed at once. A passphrase made here
 * is answered this once: from then on only workers can open it.
 */
export const createRepository = writeVerb(
  "repository.create",
  createRepositoryInput,
  async (ctx, tx, input) => {
    const id = v7();
    const cipherPass = input.passphrase ?? randomBytes(48).toString("base64url");
    const secrets = await sealSecret(
      await ctx.installation.publicKey(),
      { rowId: id, column: SECRETS_COLUMN },
      JSON.stringify({ cipherPass, ...accessKeyOf(input) }),
    );
    await tx.repository
      .create({
        data: {
          id,
          name: input.name,
          kind: input.kind,
          host: input.host,
          location: jsonColumn(input.location),
          secrets,
        },
      })
      .catch((cause: unknown) => {
        if (!isUniqueViolation(cause)) throw cause;
        throw new AppError("CONFLICT", `A repository named ${isolate(input.name)} exists already.`, {
          reason: "name-taken",
          cause,
        });
      });
    const operation = await insertOperation(ctx, tx, {
      kind: "probe-repository",
      host: input.host,
      repositoryId: id,
    });
    await recordAudit(tx, ctx, {
      action: "repository.create",
      subject: { type: "repository", id, name: input.name },
      details: {
        kind: input.kind,
        host: input.host,
        location: input.location,
        passphrase: input.passphrase ? "given" : "made",
        probe: operation.id,
      },
    });
    return { ...(await loadRepository(tx, id)), madePassphrase: input.passphrase ? null : cipherPass };
  },
);

function accessKeyOf(input: CreateRepositoryInput) {
  return {
    accessKeyId: input.kind === "s3" ? input.accessKeyId : null,
    secretAccessKey: input.kind === "s3" ? input.secretAccessKey : null,
  };
}
