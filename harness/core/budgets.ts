/** How long something may take, and how often it is looked at. */
export interface Budget {
  /** The name that a timeout message shows, so that one finds the number to change. */
  readonly name: string;
  /** Milliseconds. */
  readonly limit: number;
  /** Milliseconds between two looks. */
  readonly every: number;
}

const seconds = 1_000;
const minutes = 60 * seconds;

/**
 * Every wait of the harness by name. The limits are generous (a loaded two-core machine), because a wait
 * that is over early costs nothing.
 */
export const budgets = {
  dockerStart: { name: "dockerStart", limit: 60 * seconds, every: 200 },
  registryReady: { name: "registryReady", limit: 60 * seconds, every: 100 },
  clusterCreate: { name: "clusterCreate", limit: 5 * minutes, every: 250 },
  nodeReady: { name: "nodeReady", limit: 4 * minutes, every: 250 },
  serviceAccount: { name: "serviceAccount", limit: 2 * minutes, every: 250 },
  podRunning: { name: "podRunning", limit: 2 * minutes, every: 250 },
  pullRefused: { name: "pullRefused", limit: 2 * minutes, every: 250 },
  httpAnswer: { name: "httpAnswer", limit: 60 * seconds, every: 250 },
  sshReady: { name: "sshReady", limit: 60 * seconds, every: 250 },
  containerdReady: { name: "containerdReady", limit: 60 * seconds, every: 250 },
  guardReady: { name: "guardReady", limit: 30 * seconds, every: 100 },
  webhooksReady: { name: "webhooksReady", limit: 3 * minutes, every: 500 },
  controllersReady: { name: "controllersReady", limit: 4 * minutes, every: 500 },
  controlPlaneInitialized: { name: "controlPlaneInitialized", limit: 10 * minutes, every: 500 },
  machinesRunning: { name: "machinesRunning", limit: 4 * minutes, every: 500 },
  addonReady: { name: "addonReady", limit: 10 * minutes, every: 500 },
  packageReconcile: { name: "packageReconcile", limit: 15 * minutes, every: 250 },
  trustTaken: { name: "trustTaken", limit: 30 * seconds, every: 250 },
  /** The Supervisor's controller reacts within a second, Cluster API within a few: a rollout would have begun long before. */
  standstill: { name: "standstill", limit: 60 * seconds, every: 1 * seconds },
  controllerActs: { name: "controllerActs", limit: 2 * minutes, every: 50 },
  rollout: { name: "rollout", limit: 18 * minutes, every: 500 },
  builderReady: { name: "builderReady", limit: 5 * minutes, every: 500 },
  appDeployed: { name: "appDeployed", limit: 8 * minutes, every: 250 },
  sourceFetched: { name: "sourceFetched", limit: 2 * minutes, every: 250 },
  /** kpack looks at what has failed again only when something else changes: nothing does within this time. */
  buildRetried: { name: "buildRetried", limit: 20 * seconds, every: 500 },
  /** Both look at a dozen collections each time; a build of a small application takes less than half a minute. */
  workloadStops: { name: "workloadStops", limit: 3 * minutes, every: 500 },
  workloadRecovers: { name: "workloadRecovers", limit: 5 * minutes, every: 500 },
  ownedGone: { name: "ownedGone", limit: 3 * minutes, every: 500 },
  clusterDelete: { name: "clusterDelete", limit: 5 * minutes, every: 500 },
  scenarioStep: { name: "scenarioStep", limit: 20 * minutes, every: 250 },
  /** How long a step that was stopped may take to put its own things in order. */
  stepUnwind: { name: "stepUnwind", limit: 10 * seconds, every: 250 },
  /** How long the news that the run is stopped may lag behind its effects. */
  stopNews: { name: "stopNews", limit: 250, every: 250 },
  /** A daemon that is restarted gives its containers ten seconds to end, and then begins. */
  dockerBack: { name: "dockerBack", limit: 40 * seconds, every: 200 },
  /** Longer than dockerBack. */
  labHealth: { name: "labHealth", limit: 90 * seconds, every: 250 },
  evidence: { name: "evidence", limit: 2 * minutes, every: 250 },
  /** Longer than the longest of its parts: a cluster that Cluster API takes down machine by machine. */
  scenarioCleanup: { name: "scenarioCleanup", limit: 8 * minutes, every: 250 },
  cleanup: { name: "cleanup", limit: 2 * minutes, every: 250 },
  /** What a hanging registry costs a run, once. */
  registryAnswers: { name: "registryAnswers", limit: 5 * seconds, every: 100 },
  imagePull: { name: "imagePull", limit: 15 * minutes, every: 250 },
  imagePush: { name: "imagePush", limit: 15 * minutes, every: 250 },
  /** ytt renders a cluster in a tenth of a second, with hundreds of overlays in one. */
  render: { name: "render", limit: 30 * seconds, every: 250 },
  assetLock: { name: "assetLock", limit: 60 * minutes, every: 1 * seconds },
} as const satisfies Record<string, Budget>;
