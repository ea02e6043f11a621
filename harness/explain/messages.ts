/** No program says so much at once. Patterns look from many places to the end: in a long text that takes minutes. */
const longest = 4_000;

/**
 * The messages in a text of any kind: a line each. One that ends with a colon goes on in the next line, as imgpkg, vendir
 * and kbld write theirs. One that is too long comes in pieces, each with half of the one before.
 */
export function messagesIn(text: string): string[] {
  return joinedLines(text).flatMap(pieces);
}

function pieces(message: string): string[] {
  if (message.length <= longest) return [message];
  const step = longest / 2;
  const count = Math.ceil(message.length / step) - 1;
  return Array.from({ length: count }, (_, at) => message.slice(at * step, at * step + longest));
}

function joinedLines(text: string): string[] {
  const messages: string[] = [];
  let open = "";
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const message = open === "" ? trimmed : `${open} ${trimmed}`;
    open = trimmed.endsWith(":") && message.length < longest ? message : "";
    if (open === "") messages.push(message);
  }
  return open === "" ? messages : [...messages, open];
}
