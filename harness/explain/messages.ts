/**
 * The messages in a text of any kind: a line each. One that ends with a colon goes on in the next line, as imgpkg, vendir
 * and kbld write theirs.
 */
export function messagesIn(text: string): string[] {
  const messages: string[] = [];
  let open = "";
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const message = open === "" ? trimmed : `${open} ${trimmed}`;
    open = trimmed.endsWith(":") ? message : "";
    if (open === "") messages.push(message);
  }
  return open === "" ? messages : [...messages, open];
}
