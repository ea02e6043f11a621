import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "../../../core/progress.ts";
import type { Lab } from "../../../scenario/lab/lab.ts";
import { dockerLogin, takeDockerConfig } from "../../../workloads/images/docker-login.ts";
import { pushImage } from "../../../workloads/images/push-image.ts";
import { createHarborChartSecret } from "../../../workloads/packages/harbor-tls-secret.ts";
import { writeSupervisorFiles } from "./files.ts";
import { site } from "./site.ts";

/** Brings up vSphere with Tanzu with a Harbor that nobody trusts yet, and gives what to type in order to use them. */
export async function raiseSupervisor(lab: Lab, progress: Progress): Promise<readonly string[]> {
  progress.say("starting a Harbor and a Supervisor (usually 2 min)");
  const harbor = await lab.harbor({ legacyApi: true });
  const operated = await lab.supervisor();
  const { supervisor, operator: toolbox } = operated;
  await Promise.all(site.namespaces.map((name) => operated.createNamespace(name)));
  // The Supervisor plays the cluster on which Harbor's chart was installed (seed 004).
  const caPem = harbor.ca.certificatePem;
  await createHarborChartSecret({ kube: supervisor.kube, namespace: "default", harbor, caPem });
  await harbor.api.createProject({ name: site.privateProject, public: false });
  const archive = lab.archive("nginx");
  const image = await pushImage({ toolbox, harbor, archive, name: site.privateImage });

  const folder = join(lab.context.secretsDir, "home");
  const kubeconfig = await writeSupervisorFiles({ folder, supervisor, harbor: { caPem }, image });
  // The operator of the seed has logged in to Harbor before.
  await dockerLogin({ toolbox, harbor });
  await mkdir(join(folder, ".docker"), { mode: 0o700 });
  await rename(await takeDockerConfig({ toolbox, folder }), join(folder, ".docker/config.json"));

  const [{ name, namespace }] = site.clusters;
  const getcert = harbor.getcertUrl;
  return [
    `export KUBECONFIG=${kubeconfig}`,
    `cd ${folder}  # manifests and settings under the names that the procedures give them`,
    `export SV_IP=${supervisor.address} VC_ADMIN_USER=${supervisor.administrator.user}  # its password: ${folder}/administrator-password`,
    `kubectl apply -f ${name}.yaml && kubectl wait -n ${namespace} tanzukubernetescluster/${name} --for=condition=Ready --timeout=5m`,
    `kubectl get secrets -n ${namespace} ${name}-kubeconfig -o jsonpath='{.data.value}' | base64 -d > ${name}-kubeconfig  # then: kubectl config use-context ${name}`,
    `kubectl run hello-app --image ${harbor.helloApp}  # on the cluster: x509`,
    `kubectl apply -n ${namespace} -f jumpbox-ubuntu.yaml && kubectl exec -n ${namespace} -it jumpbox-ubuntu -- /bin/bash  # on the Supervisor; from there: ${getcert}`,
    "kubectl apply -f tks.yaml  # on the Supervisor: clusters made from now on trust Harbor",
  ];
}
