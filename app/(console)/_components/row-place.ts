/** What the place of a row among all is told by: to the virtualizer and to a screen reader (the header is row 1). */
export function rowPlace(place: number | undefined) {
  return place === undefined ? {} : { "data-index": place, "aria-rowindex": place + 2 };
}
