/** Written before the arguments that Holdfast adds to a start: they are not the owner's and end with that run. */
export const ownArgumentsMarker = "holdfast.arguments=follow";

/** `/path/postgres "-D" "/data" "-c" "config_file=…"`: quoted, without any escaping (PostgreSQL 15). */
export function parseStartOptions(text: string): string[] {
  const parts = [...text.trim().matchAll(/ "([^"]*)"/g)].map((match) => match[1] ?? "");
  const options: string[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? "";
    if (part === "-c" && parts[index + 1] === ownArgumentsMarker) break;
    if (part === "-D") index++;
    else if (!part.startsWith("-D")) options.push(part);
  }
  return options;
}
