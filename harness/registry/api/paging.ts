import { unprocessable } from "./api-error.ts";

/** One page of a list with the headers that Harbor tells its length by. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Record<string, string>;
}

/**
 * The page that `page` (from 1) and `page_size` (10 unless told, at most 100, -1 for everything) ask for.
 * @param url the request's URL; links repeat its path and query
 * @throws ApiError 422
 */
export function pageOf<T>(all: readonly T[], url: URL): Page<T> {
  const page = wholeNumber(url, "page", 1);
  const size = wholeNumber(url, "page_size", 10);
  if (page < 1) throw invalid("page in query should be greater than or equal to 1");
  if (size > 100) throw invalid("page_size in query should be less than or equal to 100");
  if (size < 1 && size !== -1) throw invalid("page_size in query should be greater than or equal to 1");
  const total = { "X-Total-Count": String(all.length) };
  if (size === -1) return { items: all, headers: total };
  const links: string[] = [];
  if (page > 1 && all.length > 0) links.push(link(url, page - 1, size, "prev"));
  if (page * size < all.length) links.push(link(url, page + 1, size, "next"));
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? total : { ...total, Link: links.join(" , ") },
  };
}

function link(url: URL, page: number, size: number, relation: "prev" | "next"): string {
  const query = new URLSearchParams(url.searchParams);
  query.set("page", String(page));
  query.set("page_size", String(size));
  return `<${url.pathname}?${query.toString()}>; rel="${relation}"`;
}

function wholeNumber(url: URL, name: string, fallback: number): number {
  const text = url.searchParams.get(name);
  if (text === null || text === "") return fallback;
  if (!/^-?[0-9]{1,9}$/.test(text)) throw invalid(`${name} in query must be of type int64: "${text}"`);
  return Number(text);
}

function invalid(reason: string) {
  return unprocessable(`validation failure list:\n${reason}`);
}
