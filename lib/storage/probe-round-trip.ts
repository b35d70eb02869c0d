import { randomBytes, randomUUID } from "node:crypto";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { describeS3Error, httpStatus } from "#lib/storage/describe-s3-error.ts";
import type { Verdict } from "#lib/storage/findings.ts";
import type { S3Location } from "#lib/storage/open-s3-client.ts";
import type { ProbeRun, StoreFindings } from "#lib/storage/probe-connection.ts";

export interface WrittenObject {
  key: string;
  versionId: string | null;
  /** What to add to this host's clock to get the store's. */
  clockOffsetMs: number;
}

interface Probe {
  client: S3Client;
  object: { Bucket: string; Key: string };
  findings: StoreFindings;
  signal: AbortSignal;
}

const skewWarningMs = 60_000;

/** Every object a probe writes has this below the repository's prefix; engines ignore it. */
export function probeFolder(prefix: string): string {
  const folder = prefix.replace(/^\/+|\/+$/g, "");
  return folder === "" ? "holdfast-probe/" : `${folder}/holdfast-probe/`;
}

/** Findings "write", "read", "clock" and "delete". Null when nothing could be written. */
export async function probeRoundTrip(
  client: S3Client,
  location: S3Location,
  findings: StoreFindings,
  { signal }: ProbeRun,
): Promise<WrittenObject | null> {
  const object = { Bucket: location.bucket, Key: `${probeFolder(location.prefix)}${randomUUID()}` };
  const probe: Probe = { client, object, findings, signal };
  const content = randomBytes(64 * 1024);

  const written = await attempt(probe, "write", () => write(probe, content));
  if (!written) return null;
  const storeTime = await attempt(probe, "read", () => readBack(probe, content));
  const clockOffsetMs = storeTime === null ? 0 : storeTime.getTime() - Date.now();
  if (storeTime !== null) findings.add("clock", judgeClock(clockOffsetMs));
  await attempt(probe, "delete", () => remove(probe));
  return { key: object.Key, versionId: written.versionId, clockOffsetMs };
}

async function write({ client, object, findings, signal }: Probe, content: Buffer) {
  const put = new PutObjectCommand({ ...object, Body: content });
  const { VersionId } = await client.send(put, { abortSignal: signal });
  findings.add("write", { status: "ok", sentence: "An object of 64 KiB was written." });
  return { versionId: VersionId ?? null };
}

/** Returns when the store says it was written: its clock, to the second. */
async function readBack({ client, object, findings, signal }: Probe, content: Buffer): Promise<Date> {
  const answer = await client.send(new GetObjectCommand(object), { abortSignal: signal });
  const read = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
  findings.add("read", read.equals(content) ? identical : different);
  return answer.LastModified ?? new Date();
}

async function remove({ client, object, findings, signal }: Probe): Promise<void> {
  await client.send(new DeleteObjectCommand(object), { abortSignal: signal });
  const isGone = await client.send(new HeadObjectCommand(object), { abortSignal: signal }).then(
    () => false,
    (error: unknown) => {
      if (httpStatus(error) === 404) return true;
      throw error;
    },
  );
  findings.add("delete", isGone ? deleted : stillThere);
}

async function attempt<Result>(
  { findings, signal }: Probe,
  name: keyof typeof refusals,
  action: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await action();
  } catch (error) {
    signal.throwIfAborted();
    const { kind, sentence } = describeS3Error(error);
    // Backups work without deleting; only expiry does not.
    const status = name === "delete" && kind === "denied" ? "warning" : "failed";
    const { what, hint } = refusals[name];
    findings.add(name, { status, sentence: `${what}: ${sentence}`, hint });
    return null;
  }
}

const refusals = {
  write: { what: "Writing failed", hint: "Allow PutObject below this prefix." },
  read: { what: "Reading back failed", hint: "Allow GetObject below this prefix." },
  delete: {
    what: "Deleting failed",
    hint: "Allow DeleteObject below this prefix; without it expired backup sets stay for ever.",
  },
};

const identical: Verdict = { status: "ok", sentence: "The object was read back and is identical." };
const different: Verdict = {
  status: "failed",
  sentence: "What was read back is not what was written.",
  hint: "Do not use this store: a proxy or the store itself changes what it is given.",
};
const deleted: Verdict = { status: "ok", sentence: "The object was deleted." };
const stillThere: Verdict = {
  status: "failed",
  sentence: "The store reported a deletion but still has the object.",
  hint: "Check for a replication or cache in front of the store.",
};

function judgeClock(offsetMs: number): Verdict {
  if (Math.abs(offsetMs) < skewWarningMs) {
    return { status: "ok", sentence: "The clocks of this host and the store agree to within a minute." };
  }
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  return {
    status: "warning",
    sentence: `This host's clock is ${seconds} s ${offsetMs > 0 ? "behind" : "ahead of"} the store's.`,
    hint: "Set both clocks with NTP: at 15 minutes the store refuses every request.",
  };
}
