/** The nodes of the cluster. */
export const [one, two] = ["10.244.1.34", "10.244.1.35"] as const;
const stamp = /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d UTC \d{4} (?=INFO: |ERROR: )/;

/** The stages that were said, without their times. */
export const stages = (text: string) =>
  text
    .split("\n")
    .filter((line) => stamp.test(line))
    .map((line) => line.replace(stamp, "").replace(/^INFO: /, ""));
/** What is said before the first node is met. */
export const untilTheKey = [
  "Supervisor cluster is ready!",
  "Getting TKC Kubernetes API token...",
  "TKC Kubernetes API token is valid!",
  "Getting the IPs of the nodes in the cluster...",
  `The nodes IPs are: ${one},${two}`,
  "Getting Supervisor Cluster Kubernetes API token...",
  "Supervisor Cluster Kubernetes API token is valid!",
  "Getting the TKC nodes SSH private key from the supervisor cluster...",
  "TKC SSH private key retrieved successfully!",
];
/** What is said last, whatever the ending. */
export const end = "Cleaning up temporary files...";
