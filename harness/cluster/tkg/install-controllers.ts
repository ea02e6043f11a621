import { readFile } from "node:fs/promises";
import { budgets } from "../../core/budgets.ts";
import { kubectlOk, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";
import { applyWhenWebhooksAnswer } from "../apply-when-webhooks-answer.ts";
import { installManifests } from "../install-manifests.ts";

/** Files of rendered manifests, from the catalogue. */
export interface ManagementManifests {
  readonly certManager: string;
  readonly clusterApi: string;
  readonly kappController: string;
  /** The text of what this management cluster has besides. */
  readonly more?: { readonly what: string; readonly manifests: string };
}

/** Installs everything that a management cluster runs, side by side, and waits until its webhooks answer. */
export async function installControllers(files: ManagementManifests, options: KubectlOptions): Promise<void> {
  const [certManager, clusterApi, kappController] = await Promise.all([
    readFile(files.certManager, "utf8"),
    readFile(files.clusterApi, "utf8"),
    readFile(files.kappController, "utf8"),
  ]);
  const apart = certificatesApart(clusterApi);
  const more = certificatesApart(files.more?.manifests ?? "");
  // One after the other: two cores, and the API server is one of those who use them.
  await installManifests("cert-manager", certManager, options);
  await installManifests("Cluster API", apart.others, options);
  await installManifests("kapp-controller", kappController, options);
  if (files.more !== undefined) await installManifests(files.more.what, more.others, options);
  const certificates = [apart.certificates, more.certificates].filter((text) => text !== "").join("---\n");
  await applyWhenWebhooksAnswer("the certificates of webhooks", certificates, options);
  await kubectlOk(
    "Waiting for the controllers of the management cluster",
    [
      ...["wait", "deployment", "--all", "--all-namespaces", "--for=condition=Available"],
      timeoutArg(budgets.controllersReady),
    ],
    options,
  );
}

/** Issuers and Certificates have to wait for cert-manager's webhook; everything else need not. */
export function certificatesApart(manifests: string): {
  readonly certificates: string;
  readonly others: string;
} {
  const documents = manifests.split(/^---\n/m);
  const isCertificate = (document: string) => /^kind: (Issuer|Certificate)$/m.test(document);
  return {
    certificates: documents.filter(isCertificate).join("---\n"),
    others: documents.filter((document) => !isCertificate(document)).join("---\n"),
  };
}
