import {
  addCustomCa,
  brokenPem,
  checkCaFile,
  checkDryRun,
  removeAddonTemplates,
  scenario,
  tkgLines,
  tkgOn,
} from "../../harness/index.ts";
import { differs, differsOnNewerLine } from "./tkg.ts";

const os = "photon";
const clusterApi = "1.10";

export default scenario({
  id: "tkg/overlay-mistakes",
  title: "Mistakes in the overlay and in its CA file show before a cluster is touched",
  seed: "000",
  product: "TKG 1.x",
  tags: ["ci", "tkg", "limits", "mistake"],
  differs: [
    ...differs,
    differsOnNewerLine,
    "TKG itself does not look into harbor-ca.pem: a wrong one shows on the nodes, or nowhere",
  ],
  uses: [...tkgOn(clusterApi), "harbor", "toolbox", "hello-app"],
})
  .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
  .given("tkg", "a management cluster and an operator's configuration folder", ({ lab }) =>
    lab.tkg({ clusterApi }),
  )
  .given("file", "the operator has a cluster configuration", ({ lab, tkg: { tanzu } }) =>
    tanzu.writeClusterConfig({
      CLUSTER_NAME: lab.name(),
      OS_NAME: os,
      KUBERNETES_VERSION: tkgLines[clusterApi].kubernetesVersion,
    }),
  )
  .given("ca", "Harbor's CA is known", ({ harbor }) => Promise.resolve(harbor.ca.certificatePem))
  .when("forgotten", "custom-ca.yaml is put in place without harbor-ca.pem", ({ tkg: { tanzu } }) =>
    addCustomCa(tanzu.home, os, undefined),
  )
  .red(
    "the dry run misses the file",
    ({ tkg: { tanzu }, file, ca }) => checkDryRun({ tanzu, file, os, caPem: ca }),
    { error: /Expected to find file 'harbor-ca\.pem'/ },
  )
  .when("base64", "harbor-ca.pem is base64 of a PEM", ({ tkg: { tanzu }, ca }) =>
    addCustomCa(tanzu.home, os, brokenPem.base64Wrapped(ca)),
  )
  .red("the file is refused: it holds no certificate", ({ tkg: { tanzu } }) => checkCaFile({ tanzu, os }), {
    error: /^error: /,
  })
  .when("indented", "every line of harbor-ca.pem is indented", ({ tkg: { tanzu }, ca }) =>
    addCustomCa(tanzu.home, os, brokenPem.allIndented(ca)),
  )
  .red(
    "the file is refused: Go would read nothing of it",
    ({ tkg: { tanzu } }) => checkCaFile({ tanzu, os }),
    {
      error: /would read 0 of 1 certificates/,
      symptom: "N28",
    },
  )
  .when("crlf", "harbor-ca.pem has Windows line ends", ({ tkg: { tanzu }, ca }) =>
    addCustomCa(tanzu.home, os, brokenPem.crlf(ca)),
  )
  .green("that is said, and does no harm", ({ tkg: { tanzu } }) => checkCaFile({ tanzu, os }), {
    answer: /^warning: .*Windows line ends/,
  })
  .when("two", "harbor-ca.pem holds two certificates", ({ tkg: { tanzu }, ca }) =>
    addCustomCa(tanzu.home, os, `${ca}${ca}`),
  )
  .green(
    "that is said: Photon makes no hash link of it",
    ({ tkg: { tanzu } }) => checkCaFile({ tanzu, os }),
    {
      answer: /^warning: .*makes no hash link/,
    },
  )
  .when("right", "harbor-ca.pem is Harbor's CA", ({ tkg: { tanzu }, ca }) => addCustomCa(tanzu.home, os, ca))
  .green("nothing is wrong with it", ({ tkg: { tanzu } }) => checkCaFile({ tanzu, os }), {
    answer: /^nothing is wrong with it$/,
  })
  .green("the dry run holds the CA at all places", ({ tkg: { tanzu }, file, ca }) =>
    checkDryRun({ tanzu, file, os, caPem: ca }),
  )
  .when("without", "the providers have no kapp-controller addon", ({ tkg: { tanzu } }) =>
    removeAddonTemplates({ tanzu }),
  )
  .red(
    "the overlay expects one match at least and finds none",
    ({ tkg: { tanzu }, file, ca }) => checkDryRun({ tanzu, file, os, caPem: ca }),
    { error: /Expected number of matched nodes to be >= 1, but was 0/ },
  );
