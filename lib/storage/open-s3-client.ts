import { readFile } from "node:fs/promises";
import { Agent } from "node:https";
import { S3Client } from "@aws-sdk/client-s3";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { OpenRepository } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";

export type S3Location = Extract<OpenRepository["location"], { kind: "s3" }>;

export interface S3ClientTimeouts {
  connectMs: number;
  /** From the request being sent to its complete answer. */
  requestMs: number;
}

/**
 * A client for one bucket's store: HTTPS with TLS 1.3 or newer only, one attempt per call (retries live in the
 * queue). The caller ends it with `client.destroy()`. Throws PRECONDITION when the CA file cannot be read.
 */
export async function openS3Client(
  location: S3Location,
  timeouts: S3ClientTimeouts = { connectMs: 5_000, requestMs: 30_000 },
): Promise<S3Client> {
  const ca = await readCaFile(location.caFile);
  return new S3Client({
    endpoint: `https://${location.endpoint}:${location.port}`,
    region: location.region,
    forcePathStyle: location.uriStyle === "path",
    credentials: { accessKeyId: location.accessKeyId, secretAccessKey: location.secretAccessKey },
    maxAttempts: 1,
    // The SDK's default appends checksum trailers that many S3-compatible stores refuse or store as content.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: new NodeHttpHandler({
      connectionTimeout: timeouts.connectMs,
      requestTimeout: timeouts.requestMs,
      throwOnRequestTimeout: true,
      httpsAgent: new Agent({ ca, minVersion: "TLSv1.3", keepAlive: true, maxSockets: 16 }),
    }),
  });
}

/** The PEM text of a certificate authority, or undefined for the system's own list. */
export async function readCaFile(caFile: string | null): Promise<string | undefined> {
  if (caFile === null) return undefined;
  try {
    return await readFile(caFile, "utf8");
  } catch (cause) {
    throw new AppError("PRECONDITION", `The certificate authority file ${caFile} cannot be read.`, {
      hint: "Check the path, and that the worker's user may read the file.",
      reason: "ca-file-unreadable",
      cause,
    });
  }
}
