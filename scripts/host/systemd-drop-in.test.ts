import { describe, expect, it } from "vitest";
import { dropInWithFlags } from "./systemd-drop-in.ts";

describe("dropInWithFlags", () => {
  it("adds the flags to the last ExecStart, also where it goes over several lines", () => {
    const unit =
      "# /lib/systemd/system/docker.service\n[Service]\nExecStartPre=/bin/true\nExecStart=/bin/old\n" +
      "# /etc/systemd/system/docker.service.d/site.conf\n[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd:// \\\n  --debug\n";
    expect(dropInWithFlags(unit, ["--default-runtime", "tkglab"])).toBe(
      "# Written by tkglab: this host's capability bounding set is incomplete.\n[Service]\n" +
        "ExecStart=\nExecStart=/usr/bin/dockerd -H fd://  --debug --default-runtime tkglab\n",
    );
  });

  it("says nothing of a unit that starts nothing", () => {
    expect(dropInWithFlags("[Unit]\nDescription=x\n", ["--debug"])).toBeUndefined();
  });
});
