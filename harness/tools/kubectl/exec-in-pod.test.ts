import { expect, it } from "vitest";
import { execInPod } from "./exec-in-pod.ts";
import { fakeKubectl } from "./fake-kubectl.ts";

const pod = { name: "jumpbox", namespace: "ns1" };

it("gives exit code and words of the command, without those of kubectl", async () => {
  const stderr = "cat: /a: No such file or directory\ncommand terminated with exit code 3";
  await using kubectl = await fakeKubectl(
    { when: "exec jumpbox --namespace ns1 -- cat /a", stderr, exitCode: 3 },
    {
      when: "exec jumpbox --namespace ns1 -- false",
      stderr: "command terminated with exit code 1",
      exitCode: 1,
    },
  );
  expect(await execInPod(pod, ["cat", "/a"], kubectl.options)).toMatchObject({
    exitCode: 3,
    stderr: "cat: /a: No such file or directory",
  });
  expect(await execInPod(pod, ["false"], kubectl.options)).toMatchObject({ exitCode: 1, stderr: "" });
});

it("hands over what the command is to read", async () => {
  await using kubectl = await fakeKubectl({ when: "exec jumpbox --namespace ns1 --stdin -- cat" });
  await execInPod(pod, ["cat"], kubectl.options, "the text");
  expect(await kubectl.input()).toBe("the text");
});

it("tells a command that failed from one that never began", async () => {
  await using kubectl = await fakeKubectl({
    when: "exec *",
    stderr: 'Error from server (NotFound): pods "jumpbox" not found',
    exitCode: 1,
  });
  await expect(execInPod(pod, ["ssh", "x"], kubectl.options)).rejects.toMatchObject({
    code: "tool-failed",
    message: expect.stringMatching(/^Running ssh in Pod jumpbox: .*pods "jumpbox" not found$/) as string,
  });
});
