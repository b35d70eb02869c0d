export interface S3Problem {
  kind: "credentials" | "bucket" | "denied" | "connection" | "other";
  sentence: string;
  hint: string;
}

/** Turns what the SDK threw into a sentence, by error name, status and system code; never by its text. */
export function describeS3Error(error: unknown): S3Problem {
  const { name, status, code } = identify(error);
  const known = byName[name] ?? byName[code];
  if (known) return known;
  if (status === 403) return denied;
  if (status !== null) {
    return {
      kind: "other",
      sentence: `The store answered with an error: ${name} (HTTP ${status}).`,
      hint: "Look for this error name in the store's manual or its own log.",
    };
  }
  return {
    kind: "connection",
    sentence: `The store did not answer: ${code || name}.`,
    hint: "Check that the store is running and reachable from the worker's host.",
  };
}

/** The HTTP status of a refusal by the store, or null when it did not answer at all. */
export function httpStatus(error: unknown): number | null {
  return identify(error).status;
}

const denied: S3Problem = {
  kind: "denied",
  sentence: "The store refused: these credentials lack the permission.",
  hint: "Allow listing, reading, writing and deleting below this prefix.",
};

const wrongSecret: S3Problem = {
  kind: "credentials",
  sentence: "The secret access key does not match the access key id.",
  hint: "Enter both keys again.",
};

const unknownKey: S3Problem = {
  kind: "credentials",
  sentence: "The store does not know this access key id.",
  hint: "Check the access key id, and that the key was not deactivated.",
};

const noBucket: S3Problem = {
  kind: "bucket",
  sentence: "The bucket does not exist.",
  hint: "Create the bucket first, or correct its name.",
};

const wrongRegion: S3Problem = {
  kind: "bucket",
  sentence: "The bucket is in another region.",
  hint: "Enter the region and endpoint the bucket was created in.",
};

const byName: Record<string, S3Problem> = {
  SignatureDoesNotMatch: wrongSecret,
  InvalidAccessKeyId: unknownKey,
  InvalidToken: unknownKey,
  ExpiredToken: unknownKey,
  NoSuchBucket: noBucket,
  InvalidBucketName: {
    kind: "bucket",
    sentence: "The store does not take this as the name of a bucket.",
    hint: "Names have 3 to 63 lower-case letters, digits, dots and hyphens.",
  },
  AccessDenied: denied,
  PermanentRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  RequestTimeTooSkewed: {
    kind: "credentials",
    sentence: "The clocks of this host and the store differ too much for the store to accept a request.",
    hint: "Set this host's clock with NTP.",
  },
  TimeoutError: {
    kind: "connection",
    sentence: "The store took too long to answer.",
    hint: "Check the network between the worker's host and the store, and the store's load.",
  },
};

function identify(error: unknown): { name: string; status: number | null; code: string } {
  if (!(error instanceof Error)) return { name: "unknown error", status: null, code: "" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const metadata = "$metadata" in error ? error.$metadata : null;
  const isAnswer = typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata;
  const status = isAnswer && typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : null;
  return { name: error.name, status, code };
}
