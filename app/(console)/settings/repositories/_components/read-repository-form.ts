/** The form's fields as the API takes them; what is left empty takes the API's default. */
export function readRepositoryForm(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "").trim() || undefined;
  const common = {
    name: text("name") ?? "",
    host: text("host") ?? "",
    passphrase: String(form.get("passphrase") ?? "") || undefined,
  };
  if (form.get("kind") === "local") {
    return { kind: "local", ...common, location: { path: text("location.path") ?? "" } };
  }
  return {
    kind: "s3",
    ...common,
    location: {
      endpoint: text("location.endpoint") ?? "",
      port: Number(text("location.port") ?? 443),
      bucket: text("location.bucket") ?? "",
      prefix: text("location.prefix"),
      region: text("location.region"),
      uriStyle: text("location.uriStyle"),
      caFile: text("location.caFile") ?? null,
    },
    accessKeyId: text("accessKeyId") ?? "",
    secretAccessKey: String(form.get("secretAccessKey") ?? ""),
  };
}
