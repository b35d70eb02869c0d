import { lookup } from "node:dns/promises";
import { isPublicAddress, literalAddress } from "#lib/channels/address-range.ts";
import { AppError } from "#lib/errors.ts";

export interface ResolvedTarget {
  address: string;
  family: 4 | 6;
}

/**
 * The addresses of a host, looked up once; whoever sends must connect to one of these and look nothing up again, or
 * a name could answer differently the second time. Throws FORBIDDEN when one of them is not of the public internet
 * and private ones are not allowed, NOT_FOUND when there is none.
 */
export async function resolveTarget(
  host: string,
  allowPrivate: boolean,
  limit: AbortSignal,
): Promise<[ResolvedTarget, ...ResolvedTarget[]]> {
  const literal = literalAddress(host);
  const looking = lookup(literal ?? host, { all: true, verbatim: true }).catch((cause: unknown) => {
    throw new AppError("NOT_FOUND", `The name ${host} could not be resolved.`, { reason: "dns", cause });
  });
  const found = await until(looking, limit);
  const forbidden = allowPrivate ? undefined : found.find(({ address }) => !isPublicAddress(address));
  if (forbidden) {
    throw new AppError("FORBIDDEN", `${host} leads into a private network (${forbidden.address}).`, {
      hint: "Allow private addresses for this channel if the server is yours.",
      reason: "private-address",
    });
  }
  const [first, ...others] = found.map(
    ({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }) as const,
  );
  if (!first) throw new AppError("NOT_FOUND", `The name ${host} has no address.`, { reason: "dns" });
  return [first, ...others];
}

/** The system's resolver takes no signal and may wait for minutes; what it finds after that is of no use. */
async function until<Found>(work: Promise<Found>, limit: AbortSignal): Promise<Found> {
  const cut = Promise.withResolvers<never>();
  const onLimit = () => cut.reject(limit.reason);
  limit.throwIfAborted();
  limit.addEventListener("abort", onLimit, { once: true });
  try {
    return await Promise.race([work, cut.promise]);
  } finally {
    limit.removeEventListener("abort", onLimit);
  }
}
