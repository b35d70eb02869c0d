/**
 * Overrides for a copy running beside its original: it must not archive into the original's repository,
 * consume its replication slots or take its port, socket, pid file or log.
 */
export function copySettings(port: number, socketDirectory: string): Record<string, string> {
  return {
    archive_mode: "off",
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: socketDirectory,
    external_pid_file: "",
    logging_collector: "off",
    max_logical_replication_workers: "0",
    primary_conninfo: "",
  };
}
