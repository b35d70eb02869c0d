/**
 * WAL is archived from the start by a command that refuses: until the cluster is protected every segment is
 * kept in the data directory, none is lost.
 */
export const defaultArchiveSettings: Record<string, string> = {
  archive_mode: "on",
  archive_command: "/bin/false",
  archive_timeout: "60",
};

export function demoSettings(
  port: number,
  socketDirectory: string,
  archiveSettings: Record<string, string>,
): Record<string, string> {
  return {
    cluster_name: "holdfast-demo",
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: socketDirectory,
    password_encryption: "scram-sha-256",
    max_connections: "40",
    shared_buffers: "64MB",
    maintenance_work_mem: "64MB",
    wal_level: "replica",
    max_wal_size: "512MB",
    min_wal_size: "80MB",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %q%u@%d ",
    ...archiveSettings,
  };
}

/** While the rows are made nothing is worth keeping yet: a crash starts over, and the files are synced at the end. */
export const seedingSettings: Record<string, string> = {
  archive_mode: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  autovacuum: "off",
  max_wal_size: "4GB",
  shared_buffers: "256MB",
  maintenance_work_mem: "256MB",
  work_mem: "64MB",
};

export function settingLines(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join("");
}
