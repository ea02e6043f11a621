import {
  checkNothingInstalled,
  createServiceAccount,
  deletePackage,
  grantEverything,
  installPackage,
  refusalOf,
  relocateBundle,
  Secret,
} from "../../harness/index.ts";
import {
  hello,
  helloRepository,
  namespace,
  offerHello,
  reconciled,
  relocateHello,
  tellOfCa,
} from "./packages.ts";
import { packageScenario } from "./package-scenario.ts";

export default packageScenario({
  id: "kapp-controller/package-mistakes",
  title:
    "What goes wrong between a bundle's tar and a running package is said, and leaves nothing half-installed",
  tags: ["nightly", "mistake"],
})
  .green("its kapp-controller, too", ({ cluster, ca }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: ca }),
  )
  .given("relocation", "a bundle is to be relocated", async ({ lab, harbor, ca }) => ({
    toolbox: await lab.toolbox(),
    harbor,
    bundle: lab.folder("bundle-hello"),
    repository: helloRepository,
    caPem: ca,
  }))

  .red("half a tar is refused", ({ relocation }) => relocateBundle({ ...relocation, part: 0.5 }), {
    error: /^imgpkg: Error: /m,
  })
  .red(
    "a wrong password is refused",
    ({ relocation, harbor }) =>
      relocateBundle({ ...relocation, harbor: { ...harbor, adminPassword: new Secret("wrong") } }),
    {
      error: /UNAUTHORIZED: unauthorized to access repository: library\/hello-bundle, action: push/,
      symptom: "N24",
    },
  )
  .when("closed", "Harbor is set to read-only", ({ harbor }) => harbor.api.setReadOnly(true))
  .red("it takes nothing", ({ relocation }) => relocateBundle(relocation), {
    error: /The system is in read only mode\. Any modification is prohibited\./,
    symptom: "P04",
  })
  .when("opened", "Harbor is open again", ({ harbor }) => harbor.api.setReadOnly(false))
  .given("small", "a project may hold a mebibyte", ({ harbor }) =>
    harbor.api.createProject({ name: "small", public: true, storageLimit: 2 ** 20 }),
  )
  .red(
    "the bundle is too large for it",
    ({ relocation }) => relocateBundle({ ...relocation, repository: "small/hello-bundle" }),
    {
      error:
        /adding \S+ \S+ of storage resource, which when updated to current usage of .* will exceed the configured upper limit of 1\.0 MiB/,
      symptom: "P04",
    },
  )
  .green("the whole tar goes into a project with room", ({ lab, harbor, ca }) =>
    relocateHello({ lab, harbor, caPem: ca }),
  )
  .given("offered", "its package is offered", ({ lab, harbor, cluster }) =>
    offerHello({ lab, harbor, cluster }),
  )

  .red(
    "an unknown version is refused, and the known ones are named",
    ({ cluster }) => refusalOf(() => installPackage({ cluster, ...hello, version: "9.9.9" })),
    {
      error: /9\.9\.9.*1\.0\.0/s,
    },
  )
  .green("nothing was left of it", ({ cluster }) => checkNothingInstalled({ cluster, namespace }))

  .given("poor", "an account has no rights", ({ cluster }) =>
    createServiceAccount({ cluster, name: "poor", namespace }),
  )
  .red(
    "a package of that account cannot be deployed",
    ({ cluster }) => installPackage({ cluster, ...hello, name: "poor", serviceAccountName: "poor" }),
    { error: /forbidden/ },
  )
  .when("granted", "the account gets its rights", ({ cluster }) =>
    grantEverything({ cluster, serviceAccount: "poor", namespace }),
  )
  .green("the package can be deleted", ({ cluster }) => deletePackage({ cluster, name: "poor", namespace }))

  .green("a package is installed", ({ cluster }) => installPackage({ cluster, ...hello }), {
    answer: reconciled,
  })
  .green(
    "a second install of the same name changes nothing",
    ({ cluster }) => installPackage({ cluster, ...hello }),
    {
      answer: reconciled,
    },
  )
  .red(
    "another package cannot have its name",
    ({ cluster }) => refusalOf(() => installPackage({ cluster, ...hello, packageName: "other.tkglab.test" })),
    { error: /that name is taken in namespace tkg-package-install, by package hello\.tkglab\.test/ },
  )
  .green("the package is deleted", ({ cluster }) => deletePackage({ cluster, name: hello.name, namespace }));
