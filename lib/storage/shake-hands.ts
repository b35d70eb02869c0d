import { isIP } from "node:net";
import { connect } from "node:tls";

export type Handshake =
  | { kind: "done"; tlsVersion: string; certificateProblem: string | null; validUntil: Date | null }
  /** Nobody answered on that port. */
  | { kind: "unreachable"; code: string }
  /** Somebody answered, but no TLS session came about. */
  | { kind: "no-tls"; code: string };

/**
 * Connects once to learn what the server offers, and sends nothing. The lowest version accepted here is 1.2, so
 * that an old server can be named for what it is; requests are only ever sent over 1.3.
 */
export function shakeHands(input: {
  host: string;
  port: number;
  ca: string | undefined;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<Handshake> {
  const { host, port, ca, timeoutMs, signal } = input;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let hasConnected = false;
    const socket = connect({
      host,
      port,
      ca,
      minVersion: "TLSv1.2",
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // An untrusted certificate is a finding of its own, not a failed connection.
      rejectUnauthorized: false,
    });
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      socket.destroy();
      settle();
    };
    const fail = (code: string) =>
      finish(() => resolve({ kind: hasConnected ? "no-tls" : "unreachable", code }));
    const onAbort = () => finish(() => reject(signal.reason));
    const timer = setTimeout(() => fail("ETIMEDOUT"), timeoutMs);
    signal.addEventListener("abort", onAbort, { once: true });
    socket.once("connect", () => {
      hasConnected = true;
    });
    socket.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
    // A server may hang up without an error; after a result this changes nothing.
    socket.once("close", () => fail("ECONNRESET"));
    socket.once("secureConnect", () => {
      const certificate = socket.getPeerCertificate();
      const result: Handshake = {
        kind: "done",
        tlsVersion: socket.getProtocol() ?? "unknown",
        certificateProblem: socket.authorized ? null : String(socket.authorizationError),
        validUntil: certificate.valid_to ? new Date(certificate.valid_to) : null,
      };
      finish(() => resolve(result));
    });
  });
}
