import { spawn } from "node:child_process";

/** Runs a bash script that stops at the first error, a failing stage of a pipe included. */
export function shell(script: string, env: Record<string, string>, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-euo", "pipefail", "-c", script], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own group, so that an interruption reaches every stage of a pipe.
      detached: true,
    });
    let stdout = "";
    let stderr = "";
    const stop = () => child.pid !== undefined && process.kill(-child.pid, "SIGTERM");
    signal.addEventListener("abort", stop, { once: true });
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr = `${stderr}${chunk}`.slice(-4_000);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      signal.removeEventListener("abort", stop);
      if (code === 0) resolve(stdout);
      else reject(signal.aborted ? signal.reason : new Error(`Exit code ${code} from: ${script}\n${stderr}`));
    });
  });
}
