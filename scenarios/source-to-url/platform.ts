/** What Source-to-URL differs in from seed 002, whatever the language. */
export const differs = [
  "Traefik is the ingress controller: Envoy, which Contour needs, does not come from any package registry",
  "kpack 0.15 (kpack.io/v1alpha2), Flux source-controller 1.3 (source.toolkit.fluxcd.io/v1) and Cartographer 0.7.0 (resources in place of components, a service account for the supply chain)",
  "buildpacks of our own, on Debian: Paketo's come from an image registry",
  "the git server is in the cluster, private and self-signed as the registry is, and Flux looks every 30 s",
  "Service and Deployment select by one label more: kpack gives that of the Image to its build Pods too",
  "Cartographer's service account gets private-registry-credentials by an overlay: the bundle of 0.7.0 names no Secret",
] as const;

/** Cause by itself, whoever says it. */
export const unknownAuthority = /x509: certificate signed by unknown authority/;
