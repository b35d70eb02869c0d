import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { describeS3Error, httpStatus } from "#lib/storage/describe-s3-error.ts";
import type { Verdict } from "#lib/storage/findings.ts";
import type { S3Location } from "#lib/storage/open-s3-client.ts";
import type { ProbeRun, StoreFindings } from "#lib/storage/probe-connection.ts";
import { probeFolder, type WrittenObject } from "#lib/storage/probe-round-trip.ts";
import type { ObjectLock } from "#lib/storage/schema.ts";

const retentionMs = 8_000;
const retentionSlackMs = 6_000;

/**
 * Finding "objectLock": writes a canary with a short retention and tries to delete that very version. Some stores
 * accept the headers and protect nothing, so no header is believed. `plain` is a version written without
 * retention: whether it can be deleted tells a lock from credentials that may delete no version at all.
 */
export async function probeObjectLock(
  client: S3Client,
  location: S3Location,
  plain: WrittenObject,
  findings: StoreFindings,
  run: ProbeRun,
): Promise<ObjectLock> {
  const lock = await tryLock(client, location, plain, run);
  findings.add("objectLock", verdicts[lock]);
  return lock;
}

async function tryLock(
  client: S3Client,
  location: S3Location,
  plain: WrittenObject,
  run: ProbeRun,
): Promise<ObjectLock> {
  const remove = deleteVersionWith(client, location.bucket, run);
  const isPlainLocked = plain.versionId !== null && (await remove(plain.key, plain.versionId)) === "refused";
  const canary = await putCanary(client, location, plain.clockOffsetMs, run);
  if (canary.kind === "refused") return canary.lock;

  const firstTry = await remove(canary.key, canary.versionId);
  if (firstTry === "deleted") return "false-promise";
  if (firstTry === "failed") return "unknown";
  if (!isPlainLocked) return plain.versionId === null ? "unknown" : "on-request";

  // Both were refused. Only a deletion that succeeds once the canary's retention is over shows it was the lock.
  const deadline = Date.now() + retentionMs + retentionSlackMs;
  while (Date.now() < deadline) {
    await delay(1_000, undefined, { signal: run.signal });
    if ((await remove(canary.key, canary.versionId)) === "deleted") return "every-object";
  }
  return "unknown";
}

type Canary =
  | { kind: "written"; key: string; versionId: string | undefined }
  | { kind: "refused"; lock: "off" | "unknown" };

async function putCanary(
  client: S3Client,
  location: S3Location,
  clockOffsetMs: number,
  run: ProbeRun,
): Promise<Canary> {
  const key = `${probeFolder(location.prefix)}${randomUUID()}`;
  try {
    const put = new PutObjectCommand({
      Bucket: location.bucket,
      Key: key,
      Body: "canary",
      ObjectLockMode: "COMPLIANCE",
      ObjectLockRetainUntilDate: new Date(Date.now() + clockOffsetMs + retentionMs),
    });
    const answer = await client.send(put, { abortSignal: run.signal });
    return { kind: "written", key, versionId: answer.VersionId };
  } catch (error) {
    run.signal.throwIfAborted();
    run.log("debug", `objectLock: the canary was not accepted. ${describeS3Error(error).sentence}`);
    // 400 and 501: the bucket or the store has no Object Lock. 403: we may not ask for one.
    const status = httpStatus(error);
    return { kind: "refused", lock: status === 400 || status === 501 ? "off" : "unknown" };
  }
}

function deleteVersionWith(client: S3Client, bucket: string, run: ProbeRun) {
  return async (key: string, versionId: string | undefined): Promise<"deleted" | "refused" | "failed"> => {
    try {
      const command = new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
      await client.send(command, { abortSignal: run.signal });
      return "deleted";
    } catch (error) {
      run.signal.throwIfAborted();
      run.log("debug", `objectLock: a deletion was not done. ${describeS3Error(error).sentence}`);
      const status = httpStatus(error);
      return status !== null && status >= 400 && status < 500 ? "refused" : "failed";
    }
  };
}

const verdicts: Record<ObjectLock, Verdict> = {
  "every-object": {
    status: "ok",
    sentence:
      "Object Lock is enforced and covers every new object: a canary could be deleted only after its retention.",
  },
  "on-request": {
    status: "warning",
    sentence: "Object Lock is enforced, but only for objects written with a retention: backup sets are not.",
    hint: "Set a default retention (COMPLIANCE) on the bucket; engines write without one.",
  },
  off: {
    status: "warning",
    sentence: "Object Lock is off: whoever holds these credentials can delete every backup.",
    hint: "Create the bucket with Object Lock and a default retention.",
  },
  "false-promise": {
    status: "failed",
    sentence:
      "The store accepted an Object Lock and then let the locked object be deleted: it protects nothing.",
    hint: "Do not count on this store against deletion; use one that enforces Object Lock.",
  },
  unknown: {
    status: "unknown",
    sentence: "Whether Object Lock is enforced could not be found out with these credentials.",
    hint: "Allow PutObjectRetention and DeleteObjectVersion below this prefix while checking.",
  },
};
