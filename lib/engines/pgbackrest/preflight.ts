import type { OpenRepository } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { readCaFile, type S3Location } from "#lib/storage/open-s3-client.ts";
import { type Handshake, shakeHands } from "#lib/storage/shake-hands.ts";

const connectTimeoutMs = 5_000;

/** Fails within seconds where pgBackRest would retry an unreachable store or an untrusted certificate for minutes. */
export async function preflight(repository: OpenRepository, signal: AbortSignal): Promise<void> {
  const { location } = repository;
  if (location.kind === "local") return;
  const host = location.uriStyle === "host" ? `${location.bucket}.${location.endpoint}` : location.endpoint;
  const handshake = await shakeHands({
    host,
    port: location.port,
    ca: await readCaFile(location.caFile),
    timeoutMs: connectTimeoutMs,
    signal,
  });
  refuseUnsafe(handshake, `${host}:${location.port}`, location);
}

function refuseUnsafe(handshake: Handshake, address: string, location: S3Location): void {
  if (handshake.kind === "unreachable") {
    throw new AppError("ENGINE", `The object store ${address} cannot be reached (${handshake.code}).`, {
      reason: "unreachable",
      hint: "Check host name, port and firewall, from the worker's host.",
    });
  }
  if (handshake.kind === "no-tls" || handshake.tlsVersion !== "TLSv1.3") {
    throw new AppError("ENGINE", `The object store ${address} does not speak TLS 1.3.`, {
      reason: "tls-too-old",
      hint: "Enter the port of its HTTPS endpoint, and enable TLS 1.3 there.",
    });
  }
  if (handshake.certificateProblem !== null) {
    const problem = handshake.certificateProblem;
    throw new AppError("ENGINE", `The certificate of ${address} is not trusted (${problem}).`, {
      reason: "untrusted-certificate",
      hint: location.caFile
        ? `Check that ${location.caFile} is the authority that issued it, and that it names this host.`
        : "If the store uses a private certificate authority, enter the path of its certificate.",
    });
  }
}
