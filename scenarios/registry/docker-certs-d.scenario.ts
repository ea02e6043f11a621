import { pushWithDocker, scenario, trustDockerHost } from "../../harness/index.ts";

export default scenario({
  id: "registry/docker-certs-d",
  title: "A Docker daemon pushes to Harbor once its CA is in certs.d",
  seed: "000",
  product: "Harbor",
  tags: ["ci", "registry", "docker"],
  differs: ["the machine with Docker is a container; its daemon keeps layers with the vfs driver"],
  uses: ["harbor", "toolbox", "hello-app", "docker-host"],
})
  .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
  .given("dockerHost", "a machine with Docker does not know its CA", ({ lab }) => lab.dockerHost())
  .red(
    "docker login fails",
    ({ lab, harbor, dockerHost }) =>
      pushWithDocker({
        dockerHost,
        harbor,
        archive: lab.archive("hello-app"),
        name: "library/hello-app:2.0",
      }),
    { error: /x509: certificate signed by unknown authority/, symptom: "P01" },
  )
  .when(
    "trusted",
    "Harbor's CA, fetched from getcert, is put into certs.d",
    async ({ harbor, dockerHost }) => {
      await trustDockerHost({ dockerHost, host: harbor.host, caPem: await harbor.api.getCert() });
    },
  )
  .green(
    "docker login, push and pull succeed",
    ({ lab, harbor, dockerHost }) =>
      pushWithDocker({
        dockerHost,
        harbor,
        archive: lab.archive("hello-app"),
        name: "library/hello-app:2.0",
      }),
    {
      answer:
        /Login Succeeded[\s\S]*2\.0: digest: sha256:[0-9a-f]{64}[\s\S]*Downloaded newer image|Login Succeeded[\s\S]*Status: /,
    },
  );
