import {
  applyServiceConfiguration,
  listEvents,
  refusalOf,
  scenario,
  supervisorAssets,
  writeServiceConfiguration,
} from "../../harness/index.ts";
import { differs, helloFrom, helloOn, unknownAuthority } from "./supervisor.ts";

const namespace = "ns1";

/** As `base64 -w0` makes it. */
const base64 = (text: string) => Buffer.from(text).toString("base64");

export default scenario({
  id: "supervisor/trusted-ca-mistakes",
  title:
    "A CA that is encoded wrongly is refused, or warned of and trusted by no node; two CAs go side by side",
  seed: "004",
  product: "vSphere with Tanzu",
  tags: ["supervisor", "containerd", "mistake"],
  differs: [
    ...differs,
    "what the API server says of a wrong CA is this Supervisor's wording; the real one takes base64 of base64 without a warning",
  ],
  uses: [...supervisorAssets, "harbor", "hello-app"],
})
  .given("first", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("second", "another Harbor has a CA of its own", ({ lab }) => lab.harbor())
  .given("sv", "a Supervisor of its own: its configuration will change", async ({ lab }) => {
    const sv = await lab.supervisor({ own: true });
    await sv.createNamespace(namespace);
    return sv;
  })
  .given("apply", "the operator writes tks.yaml and applies it, as often as it takes", ({ lab, sv }) => {
    const folder = lab.context.secretsDir;
    return Promise.resolve(async (...cas: readonly { readonly name: string; readonly data: string }[]) => {
      const file = await writeServiceConfiguration({ folder, cas });
      return applyServiceConfiguration({ supervisor: sv.supervisor, file });
    });
  })
  .given("right", "both CAs are known, in base64 once", ({ first, second }) =>
    Promise.resolve({
      first: { name: "first-cert-name", data: base64(first.ca.certificatePem) },
      second: { name: "second-cert-name", data: base64(second.ca.certificatePem) },
    }),
  )

  .red(
    "the PEM as it stands in the file is refused",
    ({ apply, first }) => apply({ name: "first-cert-name", data: first.ca.certificatePem }),
    {
      error:
        /spec\.trust\.additionalTrustedCAs\[0\]\.data: Invalid value: "string": it is PEM as it stands in the file; it should be its base64, once: base64 -w0 ca\.crt/,
    },
  )
  .red(
    "the seed's own words in place of base64 are refused",
    ({ apply }) =>
      apply({ name: "first-cert-name", data: "base64-encoded string of a PEM encoded public cert" }),
    {
      error:
        /spec\.trust\.additionalTrustedCAs\[0\]\.data: Invalid value: "string": it is no base64; it should be the PEM certificate in base64, once: base64 -w0 ca\.crt/,
    },
  )
  .red(
    "base64 of something else is refused",
    ({ apply }) => apply({ name: "first-cert-name", data: base64("harbor-ca.crt") }),
    {
      error:
        /^The TkgServiceConfiguration "tkg-service-configuration" is invalid: spec\.trust\.additionalTrustedCAs\[0\]\.data: is base64 of something that is no PEM certificate; it should be the PEM certificate in base64, once: base64 -w0 ca\.crt/,
    },
  )
  .red(
    "a name that can be no file's is refused",
    ({ apply, right }) => apply({ ...right.first, name: "first cert name" }),
    {
      error:
        /spec\.trust\.additionalTrustedCAs\[0\]\.name: Invalid value: "first cert name": spec\.trust\.additionalTrustedCAs\[0\]\.name in body should match '\^\[A-Za-z0-9_\.-\]\+\$'/,
    },
  )
  .red(
    "of a cluster's own CAs a PEM is refused just so",
    ({ sv, first }) =>
      refusalOf(async () => {
        const trust = [{ name: "first-cert-name", data: first.ca.certificatePem }];
        await sv.createCluster({ name: sv.clusterName("refused"), namespace, trust });
        return { command: "kubectl apply -f tkc.yaml", succeeded: true, text: "it was taken" };
      }),
    {
      error:
        /spec\.settings\.network\.trust\.additionalTrustedCAs\[0\]\.data: Invalid value: "string": it is PEM as it stands in the file/,
    },
  )

  .green(
    "base64 of base64 is taken, beside the CA of the other Harbor, and warned of",
    ({ apply, right }) => apply({ ...right.first, data: base64(right.first.data) }, right.second),
    {
      answer:
        /Warning: spec\.trust\.additionalTrustedCAs\[0\]\.data is base64 of base64; it should be encoded once: decode it with base64 -d/,
    },
  )
  .when("cluster", "a cluster is created", ({ sv }) =>
    sv.createCluster({ name: sv.clusterName("tkc-cluster-1"), namespace }),
  )
  .green(
    "its events say that nodes have nothing of it",
    ({ sv, cluster: { name } }) => {
      const which = `involvedObject.kind=TanzuKubernetesCluster,involvedObject.name=${name},type=Warning`;
      return listEvents({ cluster: sv.supervisor, namespace, which });
    },
    {
      answer:
        /Warning +NoCertificate +\S+ +additionalTrustedCAs "first-cert-name": its data, decoded once, hold no PEM certificate; nodes trust nothing new/,
    },
  )
  .red(
    "its control plane does not trust the first Harbor",
    ({ cluster, first }) => helloOn(cluster, first, 0),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .red("its worker does not trust the first Harbor", ({ cluster, first }) => helloOn(cluster, first, -1), {
    error: unknownAuthority,
    symptom: "N01",
  })
  .green(
    "hello-app of the second Harbor runs on its control plane",
    ({ cluster, second }) => helloOn(cluster, second, 0),
    {
      answer: helloFrom,
    },
  )
  .green(
    "hello-app of the second Harbor runs on its worker",
    ({ cluster, second }) => helloOn(cluster, second, -1),
    {
      answer: helloFrom,
    },
  )

  .green("the configuration takes both CAs, encoded once", ({ apply, right }) =>
    apply(right.first, right.second),
  )
  .when("both", "the cluster is updated", ({ sv, cluster }) =>
    sv.updateCluster({ name: cluster.name, namespace, vmClass: "best-effort-medium" }),
  )
  .green(
    "hello-app of the first Harbor runs on its control plane",
    ({ cluster, first }) => helloOn(cluster, first, 0),
    {
      answer: helloFrom,
    },
  )
  .green(
    "hello-app of the first Harbor runs on its worker",
    ({ cluster, first }) => helloOn(cluster, first, -1),
    {
      answer: helloFrom,
    },
  )
  .green(
    "that of the second still runs on its control plane",
    ({ cluster, second }) => helloOn(cluster, second, 0),
    {
      answer: helloFrom,
    },
  )
  .green(
    "that of the second still runs on its worker",
    ({ cluster, second }) => helloOn(cluster, second, -1),
    {
      answer: helloFrom,
    },
  )

  .green("the configuration loses both CAs", ({ apply }) => apply())
  .when("own", "the cluster is updated, with the first CA for its own", ({ sv, cluster, right }) =>
    sv.updateCluster({
      ...{ name: cluster.name, namespace, vmClass: "best-effort-medium" },
      trust: [right.first],
    }),
  )
  .green(
    "hello-app of the first Harbor runs on its new control plane",
    ({ cluster, first }) => helloOn(cluster, first, 0),
    {
      answer: helloFrom,
    },
  )
  .green(
    "hello-app of the first Harbor runs on its new worker",
    ({ cluster, first }) => helloOn(cluster, first, -1),
    {
      answer: helloFrom,
    },
  )
  .red(
    "its new control plane does not trust the second Harbor",
    ({ cluster, second }) => helloOn(cluster, second, 0),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .red(
    "its new worker does not trust the second Harbor",
    ({ cluster, second }) => helloOn(cluster, second, -1),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  );
