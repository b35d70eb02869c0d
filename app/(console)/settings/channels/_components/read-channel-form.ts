import type { ChannelKind } from "#lib/channels/schema.ts";

/** The form's fields as the API takes them; a secret that is left empty is left out. */
export function readChannelForm(kind: ChannelKind, form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const secret = (name: string) => String(form.get(name) ?? "") || undefined;
  const allowPrivate = form.get("allowPrivate") !== null;
  const common = { name: text("name"), minimumSeverity: form.get("minimumSeverity") };
  if (kind !== "email") {
    const url = text("target.url") || undefined;
    const signing = kind === "webhook" ? { signingSecret: secret("target.signingSecret") } : {};
    return { ...common, target: { kind, url, allowPrivate, ...signing } };
  }
  const settings = {
    host: text("target.settings.host"),
    port: Number(text("target.settings.port")),
    security: form.get("target.settings.security"),
    user: text("target.settings.user") || null,
    from: text("target.settings.from"),
    to: text("target.settings.to")
      .split(/[\s,;]+/)
      .filter((address) => address !== ""),
    allowPrivate,
  };
  return { ...common, target: { kind, settings, password: secret("target.password") } };
}
