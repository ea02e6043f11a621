import { stagesUntilTheKey } from "./register-stages.ts";

/** For tests: the nodes of the cluster. */
export const [one, two] = ["10.244.1.34", "10.244.1.35"] as const;

/** For tests: what is said before the first of them is met. */
export const untilTheKey = stagesUntilTheKey([one, two]);
