import { join } from "node:path";
import { logLinePrefix } from "./find-fatal-line.ts";

/**
 * Settings under which nobody but this host's worker can come in: no address, and a socket in a private
 * directory. They also keep the restored data from acting by itself and make the log readable by program.
 */
export function fenceSettings(port: number, socketDirectory: string): Record<string, string> {
  return {
    listen_addresses: "",
    port: String(port),
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: "0700",
    unix_socket_group: "",
    hba_file: join(socketDirectory, "pg_hba.conf"),
    hot_standby: "on",
    // A restored subscription would go on consuming its publisher's slot.
    max_logical_replication_workers: "0",
    // A crash inside the fence must be seen, not repaired behind our back.
    restart_after_crash: "off",
    log_destination: "stderr",
    logging_collector: "off",
    log_line_prefix: logLinePrefix,
    lc_messages: "C",
  };
}
