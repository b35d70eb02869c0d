import type { EngineRun, SettingChange } from "#lib/engines/engine.ts";
import { archivingBinaryPath, archivingConfigPath } from "./config-files.ts";
import { stanzaName } from "./stanza.ts";

const longestArchiveTimeoutSeconds = 60;

/** `current` as in the setting column of pg_settings. */
export function settingChanges(
  run: Pick<EngineRun, "cluster" | "workDirectory">,
  current: Record<string, string>,
): SettingChange[] {
  const changes: SettingChange[] = [];
  const want = (
    name: string,
    wanted: string,
    isRight: (value: string) => boolean,
    needsRestart: boolean,
    why: string,
  ) => {
    const value = current[name];
    if (value === undefined || isRight(value)) return;
    changes.push({ name, current: value, wanted, needsRestart, why });
  };
  const command = archiveCommand(run);
  want("wal_level", "replica", (v) => v !== "minimal", true, "WAL must hold enough to restore from.");
  want("archive_mode", "on", (v) => v !== "off", true, "The server archives only in this mode.");
  want("archive_library", "", (v) => v === "", false, "A library would be used instead of archive_command.");
  want(
    "archive_command",
    command,
    (v) => v === command,
    false,
    "Sends each WAL segment to the repositories.",
  );
  want(
    "archive_timeout",
    String(longestArchiveTimeoutSeconds),
    (v) => Number(v) > 0 && Number(v) <= longestArchiveTimeoutSeconds,
    false,
    "A quiet server would otherwise keep its last changes to itself for as long as it stays quiet.",
  );
  return changes;
}

export function archiveCommand(run: Pick<EngineRun, "cluster" | "workDirectory">): string {
  const stanza = stanzaName(run.cluster.resourceId);
  return `${quote(archivingBinaryPath(run))} --config=${quote(archivingConfigPath(run))} --stanza=${stanza} archive-push %p`;
}

/** For the shell that runs archive_command, in which the server itself replaces "%". */
function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`).replaceAll("%", "%%")}'`;
}
