/** The name under which Docker knows the runtime of fixtures/modules/oci-runtime. */
export const runtimeName = "tkglab";
