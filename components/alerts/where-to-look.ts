/** What an alert's address leads to, as the words of a link. */
export function whereToLook(href: string): string {
  const [, place = "", id] = href.split(/[/?#]/);
  if (place === "operations" && id) return "Open the operation";
  if (place === "restores" && id) return "Open the restore";
  if (place === "resources" && id) return "Open the resource";
  if (place === "settings" && id === "repositories") return "Open the repository";
  if (place === "settings" && id === "workers") return "Open workers";
  if (place === "settings" && id === "channels") return "Open the channel";
  if (place === "policies") return "Open the policy";
  return "Look at it";
}
