import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { placeEntries } from "./context.ts";

it("a program runs with what was placed beside it, and nothing else within reach", async () => {
  await using folder = await temporaryFolder();
  await placeEntries(folder.path, [{ from: "program", program: "page/main", to: "program" }], () => "");
  const child = spawn(process.execPath, [join(folder.path, "program/main.js")], {
    env: { LISTEN_PORT: "0", LISTEN_ADDRESS: "127.0.0.1", KUBECONFIG: "/no/such/kubeconfig" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string]; // as: readline's event has a line
    const { port } = JSON.parse(line) as { readonly port: number }; // as: what main.ts says first
    const events = await fetch(`http://127.0.0.1:${port}/events`);
    let text = "";
    for await (const chunk of events.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes("data: ")) break;
    }
    // The client was found with all that it needs: what it misses is the file.
    expect(text).toContain("ENOENT: no such file or directory, open '/no/such/kubeconfig'");
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});
