/** The event that Confirmations listens for; `detail` is the sentence. */
export const doneEvent = "holdfast:done";

/** A passing note that something is done and needs nothing more; anything that needs action is on the page. */
export function confirmDone(sentence: string): void {
  window.dispatchEvent(new CustomEvent<string>(doneEvent, { detail: sentence }));
}
