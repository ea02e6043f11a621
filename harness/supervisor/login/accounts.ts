import { createHash, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { HarnessError, messageOf } from "../../core/errors.ts";

/** Who may log in, by name. */
export type Accounts = ReadonlyMap<string, string>;

/**
 * Reads a file of `{"administrator@vsphere.local": "<password>"}`; in a Pod, of a mounted Secret.
 * @throws HarnessError `bad-input` for a file that says something else, of which nothing is repeated
 */
export async function readAccounts(file: string): Promise<Accounts> {
  const refused = (what: string) =>
    new HarnessError({
      code: "bad-input",
      message: `Reading the accounts from ${file}: ${what}`,
      hint: 'it should be JSON: {"administrator@vsphere.local": "<password>"}',
    });
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw refused(messageOf(error));
  });
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw refused("it is no object of JSON");
  const entries = Object.entries(value).map(([name, password]: [string, unknown]): [string, string] => {
    // A name with a colon cannot be said in Basic authentication.
    if (name === "" || name.includes(":")) throw refused(`"${name}" is no name of a user`);
    if (typeof password !== "string" || password === "")
      throw refused(`the password of "${name}" is no text`);
    return [name, password];
  });
  return new Map(entries);
}

/** Whether that is the user's password; it takes the same time whoever it is and whatever they say. */
export function accepts(accounts: Accounts, { user, password }: Credentials): boolean {
  const known = accounts.get(user);
  const same = timingSafeEqual(digest(known ?? ""), digest(password));
  return same && known !== undefined;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** What a header `Authorization: Basic ...` says; undefined when it is none. */
export function basicCredentials(authorization: string | undefined): Credentials | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 1 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The reason a parser gives may quote the text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
