import { DatabaseError } from "pg";
import { AppError, type ErrorCode } from "#lib/errors.ts";

interface Classified {
  code: ErrorCode;
  reason: string;
  message: string;
  hint: string;
}

const unreachable: Classified = {
  code: "PRECONDITION",
  reason: "unreachable",
  message: "The database server cannot be reached.",
  hint: "Check that it is running and that the port and socket directory of the resource are right.",
};
const connectionLost: Classified = {
  code: "PRECONDITION",
  reason: "connection-lost",
  message: "The connection to the database server was lost.",
  hint: "The server was probably stopped or restarted. Try again once it answers.",
};
const startingUp: Classified = {
  code: "PRECONDITION",
  reason: "starting-up",
  message: "The database server is starting up, recovering or shutting down and takes no connections yet.",
  hint: "Wait until it is ready and try again.",
};
const notAdmitted: Classified = {
  code: "PRECONDITION",
  reason: "not-admitted",
  message: "The database server does not admit this user.",
  hint: "Check that the role exists and may log in, and what pg_hba.conf says about local connections.",
};
const dataCorrupted: Classified = {
  code: "ENGINE",
  reason: "data-corrupted",
  message: "PostgreSQL found damaged data.",
  hint: "Do not repair in place. Restore from a verified backup set and keep this directory for analysis.",
};
const outOfSpace: Classified = {
  code: "PRECONDITION",
  reason: "disk-full",
  message: "The database server has no disk space left.",
  hint: "Free space on its volume, then try again.",
};

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const bySqlState: Record<string, Classified> = {
  "28000": notAdmitted,
  "3D000": {
    code: "NOT_FOUND",
    reason: "database-missing",
    message: "This database does not exist.",
    hint: "Check the name of the database.",
  },
  "42501": {
    code: "PRECONDITION",
    reason: "insufficient-privilege",
    message: "The database user may not do this.",
    hint: "Protecting a cluster needs a superuser, reached over the server's own socket.",
  },
  "25006": {
    code: "PRECONDITION",
    reason: "read-only",
    message: "The database server takes no writes.",
    hint: "It is in recovery, or was set to read-only.",
  },
  "53100": outOfSpace,
  "53300": {
    code: "LIMIT",
    reason: "too-many-connections",
    message: "The database server has no free connection left.",
    hint: "End idle sessions or raise max_connections.",
  },
  "55P03": {
    code: "CONFLICT",
    reason: "locked",
    message: "Another session holds a lock that is in the way.",
    hint: "Wait for that session to finish, or end it.",
  },
  "57014": {
    code: "ENGINE",
    reason: "timeout",
    message: "A statement did not finish in its time.",
    hint: "Check whether the server is overloaded or waiting for a lock.",
  },
  "57P01": connectionLost,
  "57P02": connectionLost,
  "57P03": startingUp,
  "57P05": connectionLost,
  XX001: dataCorrupted,
  XX002: dataCorrupted,
};

const byErrno: Record<string, Classified> = {
  ENOENT: unreachable,
  ECONNREFUSED: unreachable,
  ENOTSOCK: unreachable,
  EAGAIN: unreachable,
  ETIMEDOUT: unreachable,
  ECONNRESET: connectionLost,
  EPIPE: connectionLost,
  EACCES: {
    code: "PRECONDITION",
    reason: "socket-not-permitted",
    message: "The worker's user may not open the database server's socket.",
    hint: "Run the worker as the operating-system user that owns the cluster.",
  },
};

/**
 * Turns what `pg` throws into an AppError, by SQLSTATE or errno alone.
 * `isDisconnected`: the socket is gone, which `pg` reports without any code.
 */
export function classifyPostgresError(error: unknown, isDisconnected = false): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof DatabaseError) {
    const known = bySqlState[error.code ?? ""];
    return known ? appError(known, error) : otherDatabaseError(error);
  }
  const known = byErrno[errno(error)] ?? (isDisconnected ? connectionLost : undefined);
  return known ? appError(known, error) : error;
}

function appError(known: Classified, cause: unknown): AppError {
  return new AppError(known.code, known.message, { reason: known.reason, hint: known.hint, cause });
}

function otherDatabaseError(error: DatabaseError): AppError {
  return new AppError("ENGINE", `PostgreSQL answered: ${error.message} (SQLSTATE ${error.code}).`, {
    reason: "postgres-error",
    cause: error,
    ...(error.hint ? { hint: error.hint } : {}),
  });
}

function errno(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
