import { searchWindow } from "./string-search.ts";

/** One way in which a secret may stand in a text. */
export interface SecretForm {
  /** What follows its name: nothing for the secret as it is. */
  readonly how: "" | " (in base64)" | " (URL-encoded)" | " (as in JSON)" | " (in hex)";
  readonly text: string;
}

/** Every way in which a text may be written; the shortest are left out, because they would be found everywhere. */
export function formsOf(text: string): SecretForm[] {
  const bytes = Buffer.from(text);
  const all: SecretForm[] = [
    { how: "", text },
    { how: " (as in JSON)", text: JSON.stringify(text).slice(1, -1) },
    { how: " (URL-encoded)", text: encodeURIComponent(text) },
    ...[0, 1, 2].flatMap((before) => base64Within(bytes, before)),
    { how: " (in hex)", text: bytes.toString("hex") },
    { how: " (in hex)", text: bytes.toString("hex").toUpperCase() },
  ];
  // What needs no escape is the same in several forms: the first one counts.
  const byText = new Map(all.toReversed().map((form) => [form.text, form]));
  return [...byText.values()].toReversed().filter((form) => Buffer.byteLength(form.text) >= searchWindow);
}

/**
 * The characters that stand for these bytes wherever they are within something longer that was encoded: it depends on how
 * many bytes come before, modulo three. At both ends are characters that its neighbours decide too; they are left out.
 */
function base64Within(bytes: Buffer, before: number): SecretForm[] {
  const padded = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(2)]);
  const [first, end] = [Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)];
  return (["base64", "base64url"] as const).map((encoding) => ({
    how: " (in base64)",
    text: padded.toString(encoding).slice(first, end),
  }));
}
