import { type ClusterInput, madeFor } from "./cluster-input.ts";
import type { KubeObject } from "./kube-object.ts";
import { namesOf } from "./names.ts";

/**
 * The load balancer's configuration: the Docker provider's own asks for 100000 connections, and haproxy ends where so many
 * files may not be open. The provider fills in what is in braces, each time a control-plane node comes or goes.
 */
const haproxyTemplate = `global
  maxconn 1000

resolvers docker
  nameserver dns 127.0.0.11:53

defaults
  mode tcp
  timeout connect 5s
  timeout client 50s
  timeout server 50s
  # Names that do not resolve yet are no reason not to start.
  default-server init-addr none

frontend api
  bind *:{{ .FrontendControlPlanePort }}
  default_backend control-planes

backend control-planes
  option httpchk GET /healthz
  {{- range $name, $node := .BackendServers }}
  server {{ $name }} {{ JoinHostPort $node.Address $.BackendControlPlanePort }} weight {{ $node.Weight }} check check-ssl verify none resolvers docker resolve-prefer ipv4
  {{- end }}
`;

/** The ConfigMap of the load balancer in front of a cluster's API servers. */
export function loadBalancerConfigMap({ tkc }: ClusterInput): KubeObject {
  const metadata = madeFor(tkc, namesOf(tkc.metadata.name).loadBalancer);
  return { apiVersion: "v1", kind: "ConfigMap", metadata, data: { value: haproxyTemplate } };
}
