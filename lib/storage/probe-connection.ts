import type { Findings, ProbeLog, Verdict } from "#lib/storage/findings.ts";
import { readCaFile, type S3Location } from "#lib/storage/open-s3-client.ts";
import type { objectStoreChecks } from "#lib/storage/schema.ts";
import { type Handshake, shakeHands } from "#lib/storage/shake-hands.ts";

export type StoreFindings = Findings<(typeof objectStoreChecks)[number]>;
export interface ProbeRun {
  signal: AbortSignal;
  log: ProbeLog;
}

const connectTimeoutMs = 5_000;
const renewalWarningMs = 30 * 24 * 60 * 60 * 1000;

/** Findings "connection", "tls" and "certificate". Returns the TLS version negotiated, null without one. */
export async function probeConnection(
  location: S3Location,
  findings: StoreFindings,
  run: ProbeRun,
): Promise<string | null> {
  const host = location.uriStyle === "host" ? `${location.bucket}.${location.endpoint}` : location.endpoint;
  const address = `${host}:${location.port}`;
  const handshake = await shakeHands({
    host,
    port: location.port,
    ca: await readCaFile(location.caFile),
    timeoutMs: connectTimeoutMs,
    signal: run.signal,
  });
  if (handshake.kind === "unreachable") {
    findings.add("connection", unreachable(address, handshake.code));
    return null;
  }
  findings.add("connection", { status: "ok", sentence: `${address} answers.` });
  if (handshake.kind === "no-tls") {
    findings.add("tls", noTls(address, handshake.code));
    return null;
  }
  findings.add("tls", judgeVersion(handshake.tlsVersion));
  findings.add("certificate", judgeCertificate(handshake, location.caFile));
  return handshake.tlsVersion;
}

function unreachable(address: string, code: string): Verdict {
  return {
    status: "failed",
    sentence: `${address} cannot be reached (${code}).`,
    hint: "Check host name, port and firewall, from the worker's host.",
  };
}

function noTls(address: string, code: string): Verdict {
  return {
    status: "failed",
    sentence: `${address} does not complete a TLS handshake (${code}).`,
    hint: "Enter the port of the HTTPS endpoint, and enable TLS 1.3 on the store.",
  };
}

function judgeVersion(tlsVersion: string): Verdict {
  if (tlsVersion === "TLSv1.3") return { status: "ok", sentence: "The connection uses TLS 1.3." };
  return {
    status: "failed",
    sentence: `The store offers only ${tlsVersion.replace("TLSv", "TLS ")}; backups travel over TLS 1.3 or newer.`,
    hint: "Enable TLS 1.3 on the store or on the proxy before it.",
  };
}

function judgeCertificate(
  { certificateProblem, validUntil }: Extract<Handshake, { kind: "done" }>,
  caFile: string | null,
): Verdict {
  if (certificateProblem !== null) {
    return {
      status: "failed",
      sentence: `The store's certificate is not trusted (${certificateProblem}).`,
      hint:
        caFile === null
          ? "If the store uses a private certificate authority, enter the path of its certificate."
          : `Check that ${caFile} is the authority that issued it, and that it names this host.`,
    };
  }
  const until = validUntil?.toISOString().slice(0, 10) ?? "an unknown day";
  if (validUntil !== null && validUntil.getTime() - Date.now() < renewalWarningMs) {
    return {
      status: "warning",
      sentence: `The store's certificate expires on ${until}.`,
      hint: "Renew it before then: backups and WAL archiving stop on that day.",
    };
  }
  return { status: "ok", sentence: `The store's certificate is trusted and valid until ${until}.` };
}
