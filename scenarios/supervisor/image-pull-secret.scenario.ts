import {
  createPullSecret,
  deployNginx,
  dockerLogin,
  listEvents,
  listObjects,
  pushImage,
  scenario,
  Secret,
  supervisorAssets,
  takeDockerConfig,
  writeUselessConfig,
} from "../../harness/index.ts";
import { differs, unknownAuthority } from "./supervisor.ts";

/** What containerd says when a login is missing or does not hold (N24): nothing of certificates. */
const unauthorized =
  /^Failed to pull image (?!.*x509).*: pulling from host \S+ failed with status code \[manifests latest\]: 401 Unauthorized$/;

const created = /^secret\/harbor-svc-pull-secret created$/;

export default scenario({
  id: "supervisor/image-pull-secret",
  title: "A cluster that trusts Harbor pulls from a private project once it has a login: nginx answers",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["supervisor", "containerd", "pull-secret"],
  differs: [
    ...differs,
    "skopeo logs in, which writes the file that docker login writes; nginx is Debian's, in an image of ours",
  ],
  uses: [...supervisorAssets, "harbor", "hello-app", "nginx"],
})
  .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
  .given("sv", "a Supervisor", ({ lab }) => lab.supervisor())
  .given("image", "nginx is pushed into its private project ns1", async ({ lab, sv, harbor }) => {
    await harbor.api.createProject({ name: "ns1", public: false });
    const archive = lab.archive("nginx");
    return pushImage({ toolbox: sv.operator, harbor, archive, name: "ns1/nginx:latest" });
  })
  .given("cluster", "a cluster is created that trusts Harbor", async ({ sv, harbor }) => {
    const data = Buffer.from(harbor.ca.certificatePem).toString("base64");
    await sv.createNamespace("ns1");
    return sv.createCluster({
      ...{ name: sv.clusterName("tkc-cluster-1"), namespace: "ns1" },
      trust: [{ name: "harbor-ca", data }],
    });
  })
  .red("without a login Harbor lets no node in", ({ cluster, image }) => deployNginx({ cluster, image }), {
    error: unauthorized,
    symptom: "N24",
  })
  .green(
    "an event tells that the secret is not there",
    ({ cluster }) => listEvents({ cluster, which: "reason=FailedToRetrieveImagePullSecret" }),
    { answer: /Unable to retrieve some image pull secrets \(harbor-svc-pull-secret\)/ },
  )

  .given("wrong", "a password is mistyped", () => Promise.resolve(new Secret("P@ssw0rb")))
  .red(
    "Harbor refuses the login",
    ({ sv, harbor, wrong }) => dockerLogin({ toolbox: sv.operator, harbor, password: wrong }),
    {
      error: /invalid username\/password/,
    },
  )
  .green(
    "harbor-svc-pull-secret takes it nevertheless",
    async ({ lab, cluster, harbor, wrong }) => {
      const config = { kind: "wrong password", user: harbor.adminUser, password: wrong } as const;
      const file = await writeUselessConfig({ folder: lab.context.secretsDir, host: harbor.host, config });
      return createPullSecret({ cluster, file });
    },
    { answer: created },
  )
  .red("Harbor lets no node in with it", ({ cluster, image }) => deployNginx({ cluster, image }), {
    error: unauthorized,
    symptom: "N24",
  })
  .green(
    "harbor-svc-pull-secret takes a config.json with credsStore, in which there is no login",
    async ({ lab, cluster, harbor }) => {
      const config = { kind: "credsStore" } as const;
      const file = await writeUselessConfig({ folder: lab.context.secretsDir, host: harbor.host, config });
      return createPullSecret({ cluster, file });
    },
    { answer: created },
  )
  .red(
    "the kubelet looks into no keychain, and says only that Harbor does not let it in",
    ({ cluster, image }) => deployNginx({ cluster, image }),
    { error: unauthorized, symptom: "N24" },
  )

  .green(
    "the operator logs in to Harbor",
    ({ sv, harbor }) => dockerLogin({ toolbox: sv.operator, harbor }),
    {
      answer: /^Login Succeeded!$/,
    },
  )
  .given(
    "stranger",
    "there is another Harbor, with the same image and a CA of its own",
    async ({ lab, sv }) => {
      const stranger = await lab.harbor();
      await stranger.api.createProject({ name: "ns1", public: false });
      const archive = lab.archive("nginx");
      const image = await pushImage({
        toolbox: sv.operator,
        harbor: stranger,
        archive,
        name: "ns1/nginx:latest",
      });
      return Object.assign(stranger, { image });
    },
  )
  .green(
    "the operator logs in to that too",
    ({ sv, stranger }) => dockerLogin({ toolbox: sv.operator, harbor: stranger }),
    {
      answer: /^Login Succeeded!$/,
    },
  )
  .green(
    "harbor-svc-pull-secret is made of both logins",
    async ({ lab, sv, cluster }) => {
      const file = await takeDockerConfig({ toolbox: sv.operator, folder: lab.context.secretsDir });
      return createPullSecret({ cluster, file });
    },
    { answer: created },
  )
  .green("it is listed with its type", ({ cluster }) => listObjects({ cluster, what: "secret" }), {
    answer:
      /^NAME +TYPE +DATA +AGE\n(?:.*\n)*harbor-svc-pull-secret +kubernetes\.io\/dockerconfigjson +1 +\d+s$/,
  })
  .red(
    "of a Harbor that it does not trust the cluster pulls nothing, with the right login",
    ({ cluster, stranger }) => deployNginx({ cluster, image: stranger.image }),
    { error: unknownAuthority, symptom: "N01" },
  )
  .green(
    "nginx of the Harbor that it trusts runs and answers",
    ({ cluster, image }) => deployNginx({ cluster, image }),
    {
      answer: /Welcome to nginx!/,
    },
  )
  .green("kubectl get pod shows it", ({ cluster }) => listObjects({ cluster, what: "pod" }), {
    answer: /^tkc-nginx-harbor-svc-deployment-\S+ +1\/1 +Running +0 +\S+$/m,
  });
