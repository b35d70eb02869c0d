import { performance } from "node:perf_hooks";
import { HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import { collectFindings, type Verdict } from "#lib/storage/findings.ts";
import { openS3Client, type S3Location } from "#lib/storage/open-s3-client.ts";
import { probeBucket, probeVersioning } from "#lib/storage/probe-bucket.ts";
import { type ProbeRun, probeConnection, type StoreFindings } from "#lib/storage/probe-connection.ts";
import { probeObjectLock } from "#lib/storage/probe-object-lock.ts";
import { probeRoundTrip } from "#lib/storage/probe-round-trip.ts";
import { removeOldProbes } from "#lib/storage/remove-old-probes.ts";
import { type ObjectStoreProbe, objectStoreChecks } from "#lib/storage/schema.ts";

const slowMs = 500;

/**
 * Finds out by trying whether backups can live in this bucket. Whatever is wrong with the store is a finding, one
 * per check; it throws only when aborted or when the CA file cannot be read. Answers in seconds; proving a default
 * retention takes about ten.
 */
export async function probeObjectStore(location: S3Location, run: ProbeRun): Promise<ObjectStoreProbe> {
  const findings = collectFindings(objectStoreChecks, run.log);
  const facts = await collectFacts(location, findings, run);
  return {
    kind: "s3",
    isUsable: findings.passed([...connectionChecks, "credentials", "bucket", "write", "read", "delete"]),
    findings: findings.list(),
    ...facts,
  };
}

const connectionChecks = ["connection", "certificate", "tls"] as const;
type Facts = Omit<ObjectStoreProbe, "kind" | "isUsable" | "findings">;

async function collectFacts(location: S3Location, findings: StoreFindings, run: ProbeRun): Promise<Facts> {
  const facts: Facts = { tlsVersion: null, isVersioned: null, objectLock: "unknown", latencyMs: null };
  facts.tlsVersion = await probeConnection(location, findings, run);
  if (!findings.passed(connectionChecks)) return facts;

  const client = await openS3Client(location, { connectMs: 5_000, requestMs: 15_000 });
  try {
    await probeBucket(client, location, findings, run);
    if (!findings.passed(["credentials", "bucket"])) return facts;
    facts.latencyMs = await probeLatency(client, location, findings, run);
    const written = await probeRoundTrip(client, location, findings, run);
    if (!written) return facts;
    facts.isVersioned = await probeVersioning(client, location, findings, run);
    facts.objectLock = await probeObjectLock(client, location, written, findings, run);
    await removeOldProbes(client, location, run);
    return facts;
  } finally {
    client.destroy();
  }
}

async function probeLatency(
  client: S3Client,
  { bucket }: S3Location,
  findings: StoreFindings,
  { signal }: ProbeRun,
): Promise<number | null> {
  const times: number[] = [];
  for (let count = 0; count < 5; count++) {
    const startedAt = performance.now();
    // Any answer will do: only the time it took counts here.
    await client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal }).catch(() => null);
    signal.throwIfAborted();
    times.push(performance.now() - startedAt);
  }
  const medianMs = times.sort((a, b) => a - b)[2] ?? 0;
  const latencyMs = Math.round(medianMs * 10) / 10;
  findings.add("latency", judgeLatency(latencyMs));
  return latencyMs;
}

function judgeLatency(latencyMs: number): Verdict {
  const sentence = `A small request takes ${latencyMs} ms (median of five).`;
  if (latencyMs <= slowMs) return { status: "ok", sentence };
  const hint = "Prefer a store near the cluster: archiving WAL needs several requests per segment.";
  return { status: "warning", sentence, hint };
}
