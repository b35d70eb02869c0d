/** The settings part of a resource as its form holds it; what is left empty is left out. */
export function readSettings(form: FormData) {
  return {
    dataDirectory: text(form, "settings.dataDirectory"),
    socketDirectory: text(form, "settings.socketDirectory"),
    port: Number(form.get("settings.port")),
    user: text(form, "settings.user"),
    hooks: {
      stop: text(form, "settings.hooks.stop") || undefined,
      start: text(form, "settings.hooks.start") || undefined,
      health: text(form, "settings.hooks.health") || undefined,
    },
  };
}

/** Entered in minutes, kept in seconds. */
export function readObjectives(form: FormData) {
  return {
    rpoSeconds: Math.round(Number(form.get("objectives.rpoSeconds")) * 60),
    rtoSeconds: Math.round(Number(form.get("objectives.rtoSeconds")) * 60),
  };
}

function text(form: FormData, name: string): string {
  return String(form.get(name) ?? "").trim();
}
