/** For tests: what real components have written in scenarios of the lab, by the symptom that it is. */
export const spoken: Readonly<Record<string, readonly string[]>> = {
  N01: [
    'Failed to pull image "harbor-abc770.tkg.test/library/hello-app:1.0": failed to pull and unpack image "harbor-abc770.tkg.test/library/hello-app:1.0": failed to resolve reference "harbor-abc770.tkg.test/library/hello-app:1.0": failed to do request: Head "https://harbor-abc770.tkg.test/v2/library/hello-app/manifests/1.0": x509: certificate signed by unknown authority',
    'Pod/cartographer-controller-7fb84f5c45-nsdvq/cartographer-controller: ErrImagePull: failed to pull and unpack image "harbor-f3a419.tkg.test/demo/cartographer-bundle@sha256:a4371686e91f08718c009a390e39bdf7a0c4f943ee70a232596bb06812642819": failed to resolve reference "harbor-f3a419.tkg.test/demo/cartographer-bundle@sha256:a4371686e91f08718c009a390e39bdf7a0c4f943ee70a232596bb06812642819": failed to do request: Head "https://harbor-f3a419.tkg.test/v2/demo/cartographer-bundle/manifests/sha256:a4371686e91f08718c009a390e39bdf7a0c4f943ee70a232596bb06812642819": x509: certificate signed by unknown authority',
    'Failed to pull image "harbor-0eda6d.tkg.test/library/hello-app:1.0": failed to pull and unpack image "harbor-0eda6d.tkg.test/library/hello-app:1.0": failed to resolve image: failed to do request: Head "https://harbor-0eda6d.tkg.test/v2/library/hello-app/manifests/1.0": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  N04: [
    'time="2026-11-22T10:55:40.067193722Z" level=warning msg="failed to load plugin io.containerd.grpc.v1.cri" error="invalid plugin config: `configs.tls` cannot be set when `config_path` is provided"',
    'time="2026-11-22T10:54:39.019503583Z" level=warning msg="failed to load plugin" error="unable to load CRI image service plugin dependency: invalid cri image config: `mirrors` cannot be set when `config_path` is provided" id=io.containerd.grpc.v1.cri type=io.containerd.grpc.v1',
  ],
  N08: [
    'Failed to pull image "harbor-d20265.tkg.test/library/hello-app:1.0": failed to pull and unpack image "harbor-d20265.tkg.test/library/hello-app:1.0": failed to resolve reference "harbor-d20265.tkg.test/library/hello-app:1.0": failed to do request: Head "https://harbor-d20265.tkg.test/v2/library/hello-app/manifests/1.0": x509: certificate is valid for harbor.example.test, not harbor-d20265.tkg.test',
  ],
  N11: [
    'vendir: Error: Syncing directory \'0\':\n  Syncing directory \'.\' with imgpkgBundle contents:\n    Fetching image:\n      Error while preparing a transport to talk with the registry:\n        Unable to create round tripper:\n          Get "https://harbor-bee020.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "Harbor CA")\n',
  ],
  N12: [
    "vendir: Error: Syncing directory '0':\n  Syncing directory '.' with imgpkgBundle contents:\n    Fetching image:\n      Error while preparing a transport to talk with the registry:\n        Unable to create round tripper:\n          Get \"https://harbor-6c0d14.tkg.test/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority\n",
  ],
  N14: [
    String.raw`{"level":"error","ts":1795285366.0565999,"msg":"Failed to get API Group-Resources","error":"Get \"https://10.96.0.1:443/api?timeout=32s\": context deadline exceeded"}`,
  ],
  N15: [
    "imgpkg: Error: Creating registry HTTP transport:\n  Adding CA certificates from '/root/relocation/harbor-ca.pem': failed",
  ],
  N17: [
    'Pod/hello-trust-build-4-build-pod/prepare: Error verifying write access to "harbor-f3a419.tkg.test/demo/hello-trust": creating push check transport for harbor-f3a419.tkg.test failed: Get "https://harbor-f3a419.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  N18: [
    'Build/hello-trust-build-2: unable to fetch remote builder image: Get "https://harbor-f3a419.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'ClusterStack/base: Get "https://harbor-f3a419.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  N20: [
    "failed to checkout and determine revision: unable to clone 'https://git.git-server.svc.cluster.local/hello-golang.git': Get \"https://git.git-server.svc.cluster.local/hello-golang.git/info/refs?service=git-upload-pack\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
    "GitRepository/hello-trust: failed to checkout and determine revision: unable to list remote for 'https://git.git-server.svc.cluster.local/hello-nodejs.git': Get \"https://git.git-server.svc.cluster.local/hello-nodejs.git/info/refs?service=git-upload-pack\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
  ],
  N22: [
    "Ready=Unknown: MissingValueAtPath: waiting to read value [.status.latestImage] from resource [images.kpack.io/mistake-reader] in namespace [default]",
  ],
  N24: [
    "Build/mistake-registry-build-1: unable to fetch remote builder image: GET https://harbor-4329d9.tkg.test/v2/demo/clusterbuilder/manifests/sha256:c3dc7e638f6a05ec49c8d86e2895d501c25e0f2d8566232b7a6abaac11d300ea: UNAUTHORIZED: unauthorized to access repository: demo/clusterbuilder, action: pull: unauthorized to access repository: demo/clusterbuilder, action: pull",
    'Pod/mistake-reader-build-1-build-pod/prepare: Error verifying write access to "harbor-879602.tkg.test/demo/mistake-reader": UNAUTHORIZED',
    "imgpkg: Error: POST https://harbor-3f7afa.tkg.test/v2/library/hello-bundle/blobs/uploads/:\n  UNAUTHORIZED: unauthorized to access repository: library/hello-bundle, action: push",
  ],
  P01: [
    "kbld: Error: \n- Resolving image 'harbor-71a3d1.tkg.test/demo/stack/run:a6d4106bcc43': Get \"https://harbor-71a3d1.tkg.test/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
    'copy | importing 2 images...\n\nimgpkg: Error: Error while preparing a transport to talk with the registry:\n  Unable to create round tripper:\n    Get "https://harbor-245588.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'Error response from daemon: Get "https://harbor-76510e.tkg.test/v2/": x509: certificate signed by unknown authority',
  ],
  P02: [
    "curl: (60) SSL certificate problem: unable to get local issuer certificate\nMore details here: https://curl.se/docs/sslcerts.html",
    "O = Project Harbor, CN = harbor-b1aadd.tkg.test\nerror 20 at 0 depth lookup: unable to get local issuer certificate",
  ],
  P03: [
    'Pod/registry-away-build-1-build-pod/export: ERROR: failed to create image cache: accessing cache image "harbor-74d3fa.tkg.test/demo/registry-away-cache": connect to repo store "harbor-74d3fa.tkg.test/demo/registry-away-cache": Get "https://harbor-74d3fa.tkg.test/v2/": dial tcp 172.22.0.4:443: connect: connection refused',
    "curl: (7) Failed to connect to 203.0.113.10 port 443 after 0 ms: Couldn't connect to server",
  ],
  P04: [
    "imgpkg: Error: POST https://harbor-a5e82e.tkg.test/v2/library/hello-bundle/blobs/uploads/:\n  DENIED:\n    The system is in read only mode. Any modification is prohibited.",
    "imgpkg: Error: PUT https://harbor-a5e82e.tkg.test/v2/small/hello-bundle/blobs/uploads/4e580be3?_state=REDACTED:\n  DENIED: adding 2.4 MiB of storage resource, which when updated to current usage of 0 B will exceed the configured upper limit of 1.0 MiB.",
  ],
  P08: [
    'Pod/hello-trust-build-6-build-pod/analyze: ERROR: failed to initialize analyzer: validating registry read access: failed to ensure registry read access to harbor-f3a419.tkg.test/demo/hello-trust@sha256:5bfebc7995e3091b58d4b426bf95e1ccd11cfdaf0b9704200a410a061831179f: Get "https://harbor-f3a419.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'Pod/hello-trust-build-8-build-pod/completion: 2026/11/21 22:52:38 unable to fetch app image: Get "https://harbor-f3a419.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'Pod/hello-trust-build-10-build-pod/rebase: ERROR: connect to repo store "harbor-f3a419.tkg.test/demo/hello-trust@sha256:5bfebc7995e3091b58d4b426bf95e1ccd11cfdaf0b9704200a410a061831179f": Get "https://harbor-f3a419.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  P10: [
    'time="2026-11-22T10:56:46.041103627Z" level=warning msg="Ignoring unknown key in TOML for plugin" error="strict mode: fields in the document are missing in the target struct" key="registry configs harbor-d52645.tkg.test tls" plugin=io.containerd.cri.v1.images',
  ],
};
