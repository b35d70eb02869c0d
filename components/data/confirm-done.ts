/** A passing note that something is done and needs nothing more; anything that needs action is on the page. */
export async function confirmDone(sentence: string): Promise<void> {
  const { toast } = await import("sonner");
  toast.success(sentence);
}
