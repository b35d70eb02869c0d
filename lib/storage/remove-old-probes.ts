import { DeleteObjectCommand, ListObjectVersionsCommand, type S3Client } from "@aws-sdk/client-s3";
import { describeS3Error } from "#lib/storage/describe-s3-error.ts";
import type { S3Location } from "#lib/storage/open-s3-client.ts";
import type { ProbeRun } from "#lib/storage/probe-connection.ts";
import { probeFolder } from "#lib/storage/probe-round-trip.ts";

/**
 * Deletes what probes left: versions under a lock that has run out since, and delete markers. What is still
 * locked or forbidden stays for a later probe.
 */
export async function removeOldProbes(client: S3Client, location: S3Location, run: ProbeRun): Promise<void> {
  const options = { abortSignal: run.signal };
  try {
    const list = new ListObjectVersionsCommand({
      Bucket: location.bucket,
      Prefix: probeFolder(location.prefix),
      MaxKeys: 100,
    });
    const { Versions = [], DeleteMarkers = [] } = await client.send(list, options);
    const commands = [...Versions, ...DeleteMarkers].map(
      ({ Key, VersionId }) => new DeleteObjectCommand({ Bucket: location.bucket, Key, VersionId }),
    );
    const results = await Promise.allSettled(commands.map((command) => client.send(command, options)));
    const kept = results.filter(({ status }) => status === "rejected").length;
    run.log("debug", `${results.length - kept} traces of probes removed, ${kept} not yet deletable.`);
  } catch (error) {
    run.log("debug", `Traces of earlier probes were not removed. ${describeS3Error(error).sentence}`);
  }
  run.signal.throwIfAborted();
}
