import {
  applyAppWorkload,
  type AppWorkload,
  buildAgain,
  fetchSourceAgain,
  giveGitCredentials,
  giveRegistryAccount,
  giveServiceAccount,
  type LabSourceToUrl,
  Secret,
} from "../../harness/index.ts";

/** Something that is wrong with a Workload or its credentials. */
export interface Mistake {
  readonly what: string;
  /** What is applied; the rest is right. */
  readonly app: AppWorkload;
  /** What is done before. */
  readonly first?: (platform: LabSourceToUrl) => Promise<unknown>;
  /** What the object says that knows, and its name. */
  readonly error: RegExp;
  /** The symptom that this is, where tkglab explain knows it. */
  readonly symptom?: string;
  /** What the Workload itself says of it. */
  readonly said: RegExp;
  /** What `tkglab inspect` says of logins, where that is about it. */
  readonly inspected?: RegExp;
  readonly cure: string;
  readonly mend: (platform: LabSourceToUrl) => Promise<unknown>;
}

interface Login {
  readonly username: string;
  readonly password: Secret;
}

/** A Workload that would become an application. */
const right = (name: string): AppWorkload => ({ name, repository: "hello-nodejs" });

/** Has a Workload applied. */
export const apply = (app: AppWorkload) => (platform: LabSourceToUrl) =>
  applyAppWorkload({ cluster: platform, app });

/** The right password, or another. */
const gitLogin = (password: Secret | undefined) => (platform: LabSourceToUrl) =>
  giveGitCredentials({
    cluster: platform,
    name: "mistake-git",
    username: platform.git.username,
    password: password ?? platform.git.password,
    caPem: platform.harbor.caPem,
  });

/** A robot of the registry, with its password or another. */
const registryLogin = (platform: LabSourceToUrl, name: string, login: Login) =>
  giveRegistryAccount({ cluster: platform, name, host: platform.harbor.host, ...login });

/** The right one comes into the Secret; kpack is told, for it tries no failed Build a second time by itself. */
const mendLogin = (name: string) => async (platform: LabSourceToUrl) => {
  await registryLogin(platform, name, platform.record.robot);
  await buildAgain({ cluster: platform, name });
};

const wrong = new Secret("wrong");
const noImage = /MissingValueAtPath: waiting to read value \[\.status\.latestImage\]/;
const noSource = /MissingValueAtPath: waiting to read value \[\.status\.artifact\.url\]/;

/** Each with a Workload of its own. */
export const mistakes: readonly Mistake[] = [
  {
    what: "no such repository",
    app: { ...right("mistake-repository"), repository: "hello-cobol" },
    error: /^GitRepository\/mistake-repository: .*repository not found/,
    said: noSource,
    cure: "it names one that is there",
    mend: apply(right("mistake-repository")),
  },
  {
    what: "no such branch",
    app: { ...right("mistake-branch"), branch: "develop" },
    error: /^GitRepository\/mistake-branch: .*couldn't find remote ref "refs\/heads\/develop"/,
    said: noSource,
    cure: "it names one that is there",
    mend: apply(right("mistake-branch")),
  },
  {
    what: "a wrong password for git",
    app: { ...right("mistake-git"), params: { git_secret: "mistake-git" } },
    first: gitLogin(wrong),
    error: /^GitRepository\/mistake-git: .*authentication required/,
    said: noSource,
    cure: "the right one comes into the Secret",
    async mend(platform) {
      await gitLogin(undefined)(platform);
      await fetchSourceAgain({ cluster: platform, name: "mistake-git" });
    },
  },
  {
    what: "a wrong password for the registry",
    app: { ...right("mistake-login"), params: { service_account: "mistake-login" } },
    first: (platform) =>
      registryLogin(platform, "mistake-login", { ...platform.record.robot, password: wrong }),
    error:
      /^Build\/mistake-login-build-1: unable to fetch remote builder image: GET https:\/\/[^:]+:[^:]+: UNAUTHORIZED: unauthorized to access repository: demo\/clusterbuilder, action: pull/,
    symptom: "N24",
    said: noImage,
    cure: "the right one comes into the Secret, and kpack builds again",
    mend: mendLogin("mistake-login"),
  },
  {
    what: "a login that may not push",
    app: { ...right("mistake-reader"), params: { service_account: "mistake-reader" } },
    async first(platform) {
      const { api } = platform.harbor;
      const { name, secret } = await api.createRobot({ name: "mistake-reader", actions: ["pull"] });
      await registryLogin(platform, "mistake-reader", { username: name, password: secret });
    },
    error:
      /^Pod\/mistake-reader-build-1-build-pod\/prepare: Error verifying write access to "[^"]+\/demo\/mistake-reader": UNAUTHORIZED/,
    symptom: "N24",
    said: noImage,
    cure: "one that may comes into the Secret, and kpack builds again",
    mend: mendLogin("mistake-reader"),
  },
  {
    what: "a login that kpack does not push with",
    app: { ...right("mistake-pull"), params: { service_account: "mistake-pull" } },
    first: (platform) => giveServiceAccount({ cluster: platform, name: "mistake-pull", forKpack: false }),
    error:
      /^Pod\/mistake-pull-build-1-build-pod\/prepare: [^]*Error verifying write access to "[^"]+\/demo\/mistake-pull": [^]*UNAUTHORIZED/,
    symptom: "N24",
    said: noImage,
    inspected:
      /^kpack's login \(default\/mistake-pull\): missing; its secrets name no login for harbor-[^ ]+, and kpack pushes with no other; its imagePullSecrets do, for pulling: Secret regsecret: user robot\$demo\+platform; /m,
    cure: "secrets of the service account name it too, and kpack builds again",
    async mend(platform) {
      await giveServiceAccount({ cluster: platform, name: "mistake-pull", forKpack: true });
      await buildAgain({ cluster: platform, name: "mistake-pull" });
    },
  },
  {
    what: "a type of Workload that no supply chain takes",
    app: { ...right("mistake-type"), type: "worker" },
    error:
      /^Workload\/mistake-type: SupplyChainNotFound: no supply chain found where full selector is satisfied by labels: map\[app\.tanzu\.vmware\.com\/workload-type:worker\]/,
    said: /^SupplyChainReady=False: SupplyChainNotFound: /m,
    cure: "it gets the type web",
    mend: apply(right("mistake-type")),
  },
];
