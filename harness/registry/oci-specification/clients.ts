import type { Category } from "./requirement.ts";

/** What a real client does with the registry in one category. */
export interface ClientUse {
  readonly client: "skopeo" | "imgpkg" | "oras" | "docker" | "containerd";
  readonly category: Exclude<Category, "general">;
  /** Undefined when the client has nothing of the kind. */
  readonly does?: string;
  /** The scenario that shows it; a test beside this file does unless told. */
  readonly scenario?: string;
}

/** What each client is tried with. */
export const clientUses: readonly ClientUse[] = [
  {
    client: "skopeo",
    category: "pull",
    does: "copies an image out by its digest, and knows its layers again",
  },
  { client: "skopeo", category: "push", does: "copies an image in, and from one repository to another" },
  { client: "skopeo", category: "discovery", does: "inspects an image by its tag, and lists tags" },
  { client: "skopeo", category: "management", does: "deletes an image" },
  { client: "imgpkg", category: "pull", does: "pulls a bundle" },
  { client: "imgpkg", category: "push", does: "pushes a bundle with an image in it, and relocates both" },
  { client: "imgpkg", category: "discovery", does: "lists tags, and resolves one to its digest" },
  { client: "imgpkg", category: "management" },
  { client: "oras", category: "pull", does: "pulls an artifact of files" },
  {
    client: "oras",
    category: "push",
    does: "pushes an artifact, and attaches another to it; also as to a registry without a list of referrers",
  },
  {
    client: "oras",
    category: "discovery",
    does: "lists tags, and finds what is attached, by the list of referrers and by the tag in its place",
  },
  { client: "oras", category: "management", does: "deletes a manifest and a blob" },
  { client: "docker", category: "pull", does: "pulls an image", scenario: "registry/docker-certs-d" },
  { client: "docker", category: "push", does: "pushes an image", scenario: "registry/docker-certs-d" },
  { client: "docker", category: "discovery" },
  { client: "docker", category: "management" },
  {
    client: "containerd",
    category: "pull",
    does: "pulls an image for the kubelet",
    scenario: "containerd/photon-node-by-ssh",
  },
  { client: "containerd", category: "push" },
  { client: "containerd", category: "discovery" },
  { client: "containerd", category: "management" },
];
