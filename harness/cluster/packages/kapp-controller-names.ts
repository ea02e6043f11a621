/** Where kapp-controller runs in TKG. */
export const kappControllerNamespace = "tkg-system";

/** The name of the Secret, and of the ConfigMap, with which it is configured. */
export const kappControllerConfig = "kapp-controller-config";

/** The trust store of its container, from the image of 0.32 to that of today. */
export const kappControllerBundle = "/etc/pki/tls/certs/ca-bundle.crt";
