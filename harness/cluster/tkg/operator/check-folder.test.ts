import { mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../core/temporary-folder.ts";
import { execOk } from "../../../tools/exec.ts";
import { checkFolder } from "./check-folder.ts";

/** A folder of customizations with an overlay in it, beside a file that is nobody's business. */
async function customizations() {
  const parent = await temporaryFolder();
  const folder = join(parent.path, "mine");
  await mkdir(join(folder, "more"), { recursive: true });
  const at = (name: string) => join(folder, name);
  await writeFile(at("custom-ca.yaml"), "---\n");
  await writeFile(join(parent.path, "outside"), "a secret\n");
  return {
    ...{ folder, at, outside: join(parent.path, "outside") },
    [Symbol.asyncDispose]: () => parent[Symbol.asyncDispose](),
  };
}

const copy = (name: string) => `put a copy of the file in place of ${name}`;

describe("checkFolder", () => {
  it("has nothing to say of files, of folders in folders, of odd names, and of a link to a file beside it", async () => {
    await using mine = await customizations();
    for (const name of ["a b.yaml", "-o.yaml", "x=y.yaml", "ü.yaml", "$(touch x).yaml", "a:b", "%2e%2e"]) {
      await writeFile(mine.at(name), "");
    }
    await writeFile(mine.at("more/binary"), Buffer.from([0, 255]));
    await symlink("../custom-ca.yaml", mine.at("more/again.yaml"));
    expect(await checkFolder(mine.folder)).toBeUndefined();
  });

  it("looks into a folder that is itself a link", async () => {
    await using mine = await customizations();
    await symlink(mine.folder, `${mine.folder}-link`);
    expect(await checkFolder(`${mine.folder}-link`)).toBeUndefined();
  });

  it.each([
    ["outside", "harbor-ca.pem is a link that leads out of the folder, to "],
    ["/etc/passwd", "harbor-ca.pem is a link that leads out of the folder, to /etc/passwd"],
    ["..", "harbor-ca.pem is a link that leads out of the folder, to "],
    [".", "harbor-ca.pem is a link that leads out of the folder, to "],
    ["more", "harbor-ca.pem is a link to more, which is no file"],
    ["harbor-ca.pem", "harbor-ca.pem is a link that leads nowhere: ELOOP"],
    ["nothing", "harbor-ca.pem is a link that leads nowhere: ENOENT"],
  ])("refuses a link to %s", async (target, message) => {
    await using mine = await customizations();
    await symlink(target === "outside" ? mine.outside : target, mine.at("harbor-ca.pem"));
    expect(await checkFolder(mine.folder)).toEqual({
      message: expect.stringContaining(message) as string,
      hint: copy("harbor-ca.pem"),
    });
  });

  it("refuses a link that leads out by another one", async () => {
    await using mine = await customizations();
    await symlink("b", mine.at("a"));
    await symlink(mine.outside, mine.at("b"));
    expect(await checkFolder(mine.folder)).toMatchObject({
      message: `a is a link that leads out of the folder, to ${mine.outside}`,
    });
  });

  it("refuses what would be read for ever", async () => {
    await using mine = await customizations();
    await execOk({ doing: "Making a FIFO", file: "mkfifo", args: [mine.at("more/a.yaml")] });
    expect(await checkFolder(mine.folder)).toEqual({
      message: "more/a.yaml is a FIFO, and no file",
      hint: `rm ${mine.at("more/a.yaml")}`,
    });
  });

  it("refuses a socket, and says so of a device", async () => {
    await using mine = await customizations();
    const server = createServer().listen(mine.at("s"));
    expect(await checkFolder(mine.folder)).toMatchObject({ message: "s is a socket, and no file" });
    await new Promise((resolve) => server.close(resolve));
    // Nobody can make a device in a folder of one's own; there are some.
    expect(await checkFolder("/dev")).toMatchObject({
      message: expect.stringMatching(/ is a device, and no file$/) as string,
    });
  });

  it("refuses a file that is too large, and files that are too much together", async () => {
    await using mine = await customizations();
    await writeFile(mine.at("huge.yaml"), "");
    await truncate(mine.at("huge.yaml"), 2 ** 31);
    const hint = "leave only the overlays and what they read in it";
    expect(await checkFolder(mine.folder)).toEqual({
      message: "huge.yaml has 2048 MiB, and 4 are the most",
      hint,
    });
    await truncate(mine.at("huge.yaml"), 2 ** 22);
    expect(await checkFolder(mine.folder)).toBeUndefined();
    for (const name of ["a", "b", "c", "d"]) {
      await writeFile(mine.at(name), "");
      await truncate(mine.at(name), 2 ** 22);
    }
    expect(await checkFolder(mine.folder)).toEqual({
      message: "its files have more than 16 MiB together",
      hint,
    });
  });

  it("refuses more files than anybody writes", async () => {
    await using mine = await customizations();
    const all = Array.from({ length: 1000 }, (_, n) => writeFile(mine.at(`more/${n}`), ""));
    await Promise.all(all);
    expect(await checkFolder(mine.folder)).toMatchObject({ message: "it holds more than 1000 files" });
  });

  it.each([
    ["new\nline.yaml", String.raw`"new\nline.yaml"`],
    ["\u001b[31mred.yaml", String.raw`"\u001b[31mred.yaml"`],
    ["lmay.\u202eemos.yaml", String.raw`"lmay.\u202eemos.yaml"`],
  ])("refuses a name that prints as another: %j", async (name, shown) => {
    await using mine = await customizations();
    await writeFile(mine.at(name), "");
    expect(await checkFolder(mine.folder)).toEqual({
      message: `${shown} has characters in its name that cannot be printed`,
      hint: "rename it: letters, digits, dots, hyphens",
    });
  });

  it("refuses a name that is no UTF-8", async () => {
    await using mine = await customizations();
    await writeFile(Buffer.concat([Buffer.from(`${mine.folder}/`), Buffer.from([0xff, 0xfe])]), "");
    expect(await checkFolder(mine.folder)).toMatchObject({
      message: "\ufffd\ufffd has characters in its name that cannot be printed",
    });
  });
});
