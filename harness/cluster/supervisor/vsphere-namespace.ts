import { stringify } from "yaml";
import { systemNamespace } from "../../supervisor/api/names.ts";
import { kubectlOk } from "../../tools/kubectl/kubectl.ts";
import type { Supervisor } from "./supervisor.ts";

/** The service account of administrator@vsphere.local (fixtures/manifests/supervisor/controller.yaml). */
const administrator = "administrator-vsphere-local";

/** Makes a vSphere Namespace, in which the administrator may edit everything; one that is there stays as it is. */
export async function createVsphereNamespace(
  { kubectl }: Pick<Supervisor, "kubectl">,
  name: string,
): Promise<void> {
  const objects = [
    { apiVersion: "v1", kind: "Namespace", metadata: { name } },
    {
      ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding" },
      metadata: { name: "vsphere-namespace-edit", namespace: name },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
      subjects: [{ kind: "ServiceAccount", name: administrator, namespace: systemNamespace }],
    },
  ];
  await kubectlOk(
    `Making the vSphere Namespace ${name}`,
    ["apply", "--filename", "-"],
    kubectl,
    objects.map((object) => stringify(object)).join("---\n"),
  );
}
