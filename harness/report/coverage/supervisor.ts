import type { SeedProcedure } from "./seed-procedure.ts";

const keyFromSecret = (namespace: string, cluster: string) =>
  `kubectl get secrets -n ${namespace} ${cluster}-ssh -o jsonpath='{.data.ssh-privatekey}' | base64 -d`;
const onEachControlPlane = "for i in `cat nodes`; do ssh -i $CLUSTER_NAME-ssh-privatekey ...";

/** Seeds 001, 003 and 004: vSphere with Tanzu. */
export const supervisor: readonly SeedProcedure[] = [
  {
    id: "001/kubeconfig-from-secret",
    title: "The cluster's kubeconfig is taken from its secret",
    commands: [
      "kubectl get clusters -n $CLUSTER_NAMESPACE",
      "kubectl get secrets -n $CLUSTER_NAMESPACE $CLUSTER_NAME-kubeconfig -o jsonpath='{.data.value}' | base64 -d",
    ],
    scenarios: ["supervisor/rotate-certificates", "supervisor/rotate-certificates-three"],
  },
  {
    id: "001/ssh-key-from-secret",
    title: "The nodes' SSH key is taken from its secret",
    commands: [
      keyFromSecret("$CLUSTER_NAMESPACE", "$CLUSTER_NAME"),
      "chmod 600 $CLUSTER_NAME-ssh-privatekey",
    ],
    scenarios: ["supervisor/rotate-certificates", "supervisor/rotate-certificates-three"],
  },
  {
    id: "001/check-expiration",
    title: "Every control-plane node says when its certificates expire",
    commands: [
      "kubectl get nodes -o jsonpath=... -l node-role.kubernetes.io/master= > nodes",
      `${onEachControlPlane} sudo kubeadm certs check-expiration`,
    ],
    scenarios: ["supervisor/rotate-certificates", "supervisor/rotate-certificates-three"],
  },
  {
    id: "001/not-when-expired",
    title: "With an expired certificate the rotation is not begun",
    commands: [`${onEachControlPlane} sudo kubeadm certs check-expiration`],
    scenarios: ["supervisor/expired-certificate"],
  },
  {
    id: "001/rotate",
    title: "rolloutAfter rolls the control plane, and its certificates are new",
    commands: [
      "kubectl get kcp -n $CLUSTER_NAMESPACE $CLUSTER_NAME-control-plane",
      "kubectl patch kcp $CLUSTER_NAME-control-plane -n $CLUSTER_NAMESPACE --type merge -p ...",
      "kubectl get machines -n $CLUSTER_NAMESPACE",
      `${onEachControlPlane} sudo kubeadm certs check-expiration`,
    ],
    scenarios: ["supervisor/rotate-certificates", "supervisor/rotate-certificates-three"],
  },
  {
    id: "001/kubelet-rotates",
    title: "Every worker's kubelet renews its certificate by itself",
    commands: [
      "kubectl get nodes -o jsonpath=... -l node-role.kubernetes.io/master!= > workernodes",
      "for i in `cat workernodes`; do ssh ... sudo grep rotate /var/lib/kubelet/config.yaml",
    ],
    scenarios: ["supervisor/rotate-certificates", "supervisor/rotate-certificates-three"],
  },
  {
    id: "003/ssh-key-from-secret",
    title: "The nodes' SSH key is taken from its secret",
    commands: ["kubectl -n ns1 get secrets", keyFromSecret("ns1", "tkc-cluster-1")],
    scenarios: ["supervisor/register-by-hand"],
  },
  {
    id: "003/jumpbox",
    title: "A Pod in the Supervisor namespace reaches the nodes, which nobody outside does",
    commands: [
      "kubectl apply -f jumpbox-ubuntu.yaml",
      "kubectl exec -it jumpbox-ubuntu -- /bin/bash",
      "ssh vmware-system-user@10.244.1.34",
    ],
    scenarios: ["supervisor/register-by-hand", "supervisor/register-by-script"],
  },
  {
    id: "003/register-by-hand",
    title: "Harbor's CA is registered on each node over SSH",
    commands: [
      "curl https://<Harbor>/api/systeminfo/getcert -k -o harbor-registy.crt",
      "curl https://<Harbor>/api/v2.0/systeminfo/getcert -k -o harbor-registy.crt",
      "sudo cp harbor-registy.crt /etc/ssl/certs/harbor-registy.crt",
      "sudo /usr/bin/rehash_ca_certificates.sh",
      "sudo systemctl restart containerd",
    ],
    scenarios: [
      "supervisor/register-by-hand",
      "containerd/photon-node-by-ssh",
      "containerd/rehash-forgotten",
      "containerd/restart-forgotten",
    ],
  },
  {
    id: "003/register-by-script",
    title: "A script registers Harbor's CA on every node",
    commands: [
      "./tkg-insecure-registry-containerd-v2.sh tkc-cluster-1 ns1 https://<Harbor>/api/systeminfo/getcert",
    ],
    scenarios: ["supervisor/register-by-script"],
    differs: "a script of our own, register-registry.sh, with the same arguments and settings",
  },
  {
    id: "003/image-pull-secret",
    title: "A secret is made of Docker's login",
    commands: ["kubectl create secret generic harbor-svc-pull-secret --from-file=.dockerconfigjson=..."],
    scenarios: ["supervisor/image-pull-secret"],
  },
  {
    id: "003/private-image",
    title: "A Deployment runs an image of a private project",
    commands: ["kubectl apply -f tkc-nginx-harbor-svc-deployment.yaml", "kubectl get pod"],
    scenarios: ["supervisor/image-pull-secret"],
  },
  {
    id: "004/ca-from-chart-secret",
    title: "Harbor's CA is taken from the secret of its chart, in base64",
    commands: ['kubectl get secret harbor-harbor-nginx -o=jsonpath="{.data.ca\\.crt}" > harbor-ca.crt'],
    scenarios: ["supervisor/trusted-cas"],
  },
  {
    id: "004/trust-new-clusters",
    title: "A cluster that is created after TkgServiceConfiguration is applied trusts its CAs",
    commands: ["kubectl config use-context $Supervisor_Cluster_IP", "kubectl apply -f tks.yaml"],
    scenarios: ["supervisor/trusted-cas", "supervisor/trusted-ca-mistakes"],
  },
  {
    id: "004/two-cas",
    title: "TkgServiceConfiguration holds more than one CA",
    commands: ["kubectl apply -f tks.yaml"],
    scenarios: ["supervisor/trusted-ca-mistakes"],
  },
  {
    id: "004/existing-cluster-does-not-roll",
    title: "An existing cluster neither rolls nor trusts the new CA",
    commands: ["kubectl apply -f tks.yaml"],
    scenarios: ["supervisor/trusted-cas"],
  },
  {
    id: "004/existing-cluster-at-its-update",
    title: "An existing cluster trusts the new CA from its next update on",
    commands: ["kubectl apply -f tks.yaml"],
    scenarios: ["supervisor/trusted-cas", "supervisor/trusted-ca-mistakes"],
  },
];
