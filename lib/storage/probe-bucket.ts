import { GetBucketVersioningCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { describeS3Error } from "#lib/storage/describe-s3-error.ts";
import type { Verdict } from "#lib/storage/findings.ts";
import type { S3Location } from "#lib/storage/open-s3-client.ts";
import type { ProbeRun, StoreFindings } from "#lib/storage/probe-connection.ts";

const accepted: Verdict = { status: "ok", sentence: "The store accepts the credentials." };

/** Findings "credentials" and "bucket", from one listing: unlike HEAD, its answer says which of them is wrong. */
export async function probeBucket(
  client: S3Client,
  { bucket, prefix }: S3Location,
  findings: StoreFindings,
  { signal }: ProbeRun,
): Promise<void> {
  try {
    const list = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 });
    await client.send(list, { abortSignal: signal });
    findings.add("credentials", accepted);
    findings.add("bucket", { status: "ok", sentence: `The bucket ${bucket} exists and can be listed.` });
  } catch (error) {
    signal.throwIfAborted();
    const { kind, sentence, hint } = describeS3Error(error);
    if (kind === "bucket") findings.add("credentials", accepted);
    findings.add(kind === "bucket" ? "bucket" : "credentials", { status: "failed", sentence, hint });
  }
}

/** Finding "versioning". Null when the store does not say. */
export async function probeVersioning(
  client: S3Client,
  { bucket }: S3Location,
  findings: StoreFindings,
  { signal }: ProbeRun,
): Promise<boolean | null> {
  try {
    const get = new GetBucketVersioningCommand({ Bucket: bucket });
    const isVersioned = (await client.send(get, { abortSignal: signal })).Status === "Enabled";
    findings.add("versioning", isVersioned ? versioned : unversioned);
    return isVersioned;
  } catch (error) {
    signal.throwIfAborted();
    const { sentence } = describeS3Error(error);
    findings.add("versioning", {
      status: "unknown",
      sentence,
      hint: "Allow reading the bucket's versioning.",
    });
    return null;
  }
}

const versioned: Verdict = {
  status: "ok",
  sentence: "Overwritten and deleted objects are kept as versions.",
};

const unversioned: Verdict = {
  status: "warning",
  sentence: "Versioning is off: what is deleted or overwritten in this bucket is gone.",
  hint: "Enable versioning, or better Object Lock, on the bucket.",
};
