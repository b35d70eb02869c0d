import path from "node:path";
import { AppError } from "#lib/errors.ts";

/** Where everything of one installation lives, under one data folder. */
export type Layout = ReturnType<typeof layoutOf>;

export function layoutOf(data: string) {
  const at = (name: string) => path.join(data, name);
  return {
    data,
    lock: at("start.lock"),
    ready: at("ready.json"),
    processes: at("run/processes.json"),
    program: at("program"),
    environment: at("environment"),
    logs: at("logs"),
    control: at("control"),
    controlData: at("control/data"),
    web: at("web"),
    worker: at("worker"),
    hooks: at("hooks"),
    privateKeys: at("keys/private"),
    publicKeyFile: at("keys/public-key.json"),
    demo: at("demo"),
    demoData: at("demo/data"),
    demoSocket: at("demo/socket"),
    demoRepository: at("repositories/demo"),
  };
}

/** The data folder: HOLDFAST_DATA, or the customary place of the user who starts the program. */
export function chooseDataFolder(env: NodeJS.ProcessEnv, uid: number): string {
  const chosen = env.HOLDFAST_DATA ?? defaultFolder(env, uid);
  if (!path.isAbsolute(chosen)) {
    throw new AppError("INVALID", `The data folder must be an absolute path, not ${chosen}.`, {
      hint: "Set HOLDFAST_DATA to a path that begins with /.",
    });
  }
  // The system allows 107 bytes for the path of a socket.
  if (Buffer.byteLength(path.join(chosen, "demo/socket/.s.PGSQL.65535.lock")) > 107) {
    throw new AppError(
      "INVALID",
      `The path of the data folder is too long for PostgreSQL's sockets: ${chosen}`,
      {
        hint: "Set HOLDFAST_DATA to a path of at most 70 characters.",
      },
    );
  }
  return path.resolve(chosen);
}

function defaultFolder(env: NodeJS.ProcessEnv, uid: number): string {
  if (uid === 0) return "/var/lib/holdfast";
  if (env.XDG_DATA_HOME) return path.join(env.XDG_DATA_HOME, "holdfast");
  if (env.HOME) return path.join(env.HOME, ".local/share/holdfast");
  throw new AppError("PRECONDITION", "There is no home directory to put the data folder in.", {
    hint: "Set HOLDFAST_DATA to an absolute path.",
  });
}
