/** What a lab decides for every cluster. */
export interface LabSettings {
  /** What machines are containers of. */
  readonly nodeImage: string;
  /** Cluster API appends the image's name: `<imageRepository>/haproxy:<imageTag>`. */
  readonly loadBalancer: { readonly imageRepository: string; readonly imageTag: string };
  /** The Kubernetes in the node image: `v1.34.4`. */
  readonly kubernetesVersion: string;
  /** The addresses of Pods and of Services, where the cluster itself names none. */
  readonly pods: string;
  readonly services: string;
  /** What the Pods' network is made of, by file name: see cniAddon(). */
  readonly cni: Readonly<Record<string, string>>;
}
