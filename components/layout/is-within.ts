/** Whether a page is this place or below it; everything is below the first page, so that one only is itself. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));
}
