import { describe, expect, it } from "vitest";
import { pageOf } from "./paging.ts";

const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
const at = (query: string) => new URL(`https://harbor.tkg.test/api/v2.0/projects${query}`);

describe("pageOf", () => {
  it("gives ten from the beginning unless told, and the way on", () => {
    const { items, headers } = pageOf(numbers, at(""));
    expect(items).toEqual(numbers.slice(0, 10));
    expect(headers).toEqual({
      "X-Total-Count": "25",
      Link: '</api/v2.0/projects?page=2&page_size=10>; rel="next"',
    });
  });

  it("links both ways in the middle and keeps the query", () => {
    const { items, headers } = pageOf(numbers, at("?page=2&page_size=10&name=a"));
    expect(items).toEqual(numbers.slice(10, 20));
    expect(headers.Link).toBe(
      '</api/v2.0/projects?page=1&page_size=10&name=a>; rel="prev" , </api/v2.0/projects?page=3&page_size=10&name=a>; rel="next"',
    );
  });

  it("ends without a next, and gives everything for -1", () => {
    expect(pageOf(numbers, at("?page=3")).headers.Link).toBe(
      '</api/v2.0/projects?page=2&page_size=10>; rel="prev"',
    );
    expect(pageOf(numbers, at("?page_size=-1"))).toEqual({
      items: numbers,
      headers: { "X-Total-Count": "25" },
    });
    expect(pageOf([], at("")).headers).toEqual({ "X-Total-Count": "0" });
  });

  it.each([
    ["?page_size=101", "page_size in query should be less than or equal to 100"],
    ["?page_size=0", "page_size in query should be greater than or equal to 1"],
    ["?page=0", "page in query should be greater than or equal to 1"],
    ["?page=x", 'page in query must be of type int64: "x"'],
  ])("refuses %s", (query, reason) => {
    expect(() => pageOf(numbers, at(query))).toThrow(`validation failure list:\n${reason}`);
  });
});
