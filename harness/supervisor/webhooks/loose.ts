/**
 * An object that nobody has checked: anything may be missing. The API server has objects converted before it looks at
 * their schema, when somebody applies them.
 */
export type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Loose<T[Key]> | undefined }
    : T;

/** The same without what is undefined, as it would come out of JSON. */
export function asJson<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T); // as: only undefined goes
}
