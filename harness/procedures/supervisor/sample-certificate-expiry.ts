/**
 * For tests: what kubeadm v1.34.4 printed, byte for byte, of certificates that it had made itself in a folder of its own
 * (`kubeadm init phase certs`, `kubeadm init phase kubeconfig`, each with --rootfs and --config) on 2026-11-22 at 02:15 UTC.
 */

/** As kubeadm makes them unless told otherwise: leaves of one year, authorities of ten. */
export const aYear = `CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Nov 22, 2027 02:13 UTC   364d            ca                      no      
apiserver                  Nov 22, 2027 02:13 UTC   364d            ca                      no      
apiserver-etcd-client      Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
apiserver-kubelet-client   Nov 22, 2027 02:13 UTC   364d            ca                      no      
controller-manager.conf    Nov 22, 2027 02:13 UTC   364d            ca                      no      
etcd-healthcheck-client    Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
etcd-peer                  Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
etcd-server                Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
front-proxy-client         Nov 22, 2027 02:13 UTC   364d            front-proxy-ca          no      
scheduler.conf             Nov 22, 2027 02:13 UTC   364d            ca                      no      
super-admin.conf           Nov 22, 2027 02:13 UTC   364d            ca                      no      

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                      Nov 19, 2036 02:13 UTC   9y              no      
etcd-ca                 Nov 19, 2036 02:13 UTC   9y              no      
front-proxy-ca          Nov 19, 2036 02:13 UTC   9y              no      
`;

/** Leaves with `certificateValidityPeriod: 72h`. */
export const nearExpiry = `CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Nov 25, 2026 02:15 UTC   2d23h           ca                      no      
apiserver                  Nov 25, 2026 02:15 UTC   2d23h           ca                      no      
apiserver-etcd-client      Nov 25, 2026 02:15 UTC   2d23h           etcd-ca                 no      
apiserver-kubelet-client   Nov 25, 2026 02:15 UTC   2d23h           ca                      no      
controller-manager.conf    Nov 25, 2026 02:15 UTC   2d23h           ca                      no      
etcd-healthcheck-client    Nov 25, 2026 02:15 UTC   2d23h           etcd-ca                 no      
etcd-peer                  Nov 25, 2026 02:15 UTC   2d23h           etcd-ca                 no      
etcd-server                Nov 25, 2026 02:15 UTC   2d23h           etcd-ca                 no      
front-proxy-client         Nov 25, 2026 02:15 UTC   2d23h           front-proxy-ca          no      
scheduler.conf             Nov 25, 2026 02:15 UTC   2d23h           ca                      no      
super-admin.conf           Nov 25, 2026 02:15 UTC   2d23h           ca                      no      

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                      Nov 19, 2036 02:13 UTC   9y              no      
etcd-ca                 Nov 19, 2036 02:13 UTC   9y              no      
front-proxy-ca          Nov 19, 2036 02:13 UTC   9y              no      
`;

/** The same leaves after `kubeadm certs renew all`, for a year again. */
export const renewed = `CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Nov 22, 2027 02:15 UTC   364d            ca                      no      
apiserver                  Nov 22, 2027 02:15 UTC   364d            ca                      no      
apiserver-etcd-client      Nov 22, 2027 02:15 UTC   364d            etcd-ca                 no      
apiserver-kubelet-client   Nov 22, 2027 02:15 UTC   364d            ca                      no      
controller-manager.conf    Nov 22, 2027 02:15 UTC   364d            ca                      no      
etcd-healthcheck-client    Nov 22, 2027 02:15 UTC   364d            etcd-ca                 no      
etcd-peer                  Nov 22, 2027 02:15 UTC   364d            etcd-ca                 no      
etcd-server                Nov 22, 2027 02:15 UTC   364d            etcd-ca                 no      
front-proxy-client         Nov 22, 2027 02:15 UTC   364d            front-proxy-ca          no      
scheduler.conf             Nov 22, 2027 02:15 UTC   364d            ca                      no      
super-admin.conf           Nov 22, 2027 02:15 UTC   364d            ca                      no      

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                      Nov 19, 2036 02:13 UTC   9y              no      
etcd-ca                 Nov 19, 2036 02:13 UTC   9y              no      
front-proxy-ca          Nov 19, 2036 02:13 UTC   9y              no      
`;

/** apiserver and admin.conf made with 5s and looked at after 8; others with 8m, 26h, 50h and 13000h. */
export const expired = `CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Nov 22, 2026 02:15 UTC   <invalid>       ca                      no      
apiserver                  Nov 22, 2026 02:15 UTC   <invalid>       ca                      no      
apiserver-etcd-client      Nov 22, 2026 02:23 UTC   7m49s           etcd-ca                 no      
apiserver-kubelet-client   Nov 23, 2026 04:15 UTC   25h             ca                      no      
controller-manager.conf    Nov 22, 2027 02:13 UTC   364d            ca                      no      
etcd-healthcheck-client    Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
etcd-peer                  Nov 24, 2026 04:15 UTC   2d1h            etcd-ca                 no      
etcd-server                Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
front-proxy-client         May 16, 2028 18:15 UTC   541d            front-proxy-ca          no      
scheduler.conf             Nov 22, 2027 02:13 UTC   364d            ca                      no      
super-admin.conf           Nov 22, 2027 02:13 UTC   364d            ca                      no      

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                      Nov 19, 2036 02:13 UTC   9y              no      
etcd-ca                 Nov 19, 2036 02:13 UTC   9y              no      
front-proxy-ca          Nov 19, 2036 02:13 UTC   9y              no      
`;

/** A certificate removed, and super-admin.conf, which `kubeadm join` never makes. */
export const incomplete = `CERTIFICATE                         EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                          Nov 22, 2027 02:13 UTC   364d            ca                      no      
apiserver                           Nov 22, 2027 02:13 UTC   364d            ca                      no      
apiserver-etcd-client               Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
apiserver-kubelet-client            Nov 22, 2027 02:13 UTC   364d            ca                      no      
controller-manager.conf             Nov 22, 2027 02:13 UTC   364d            ca                      no      
!MISSING! etcd-healthcheck-client                                                                    
etcd-peer                           Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
etcd-server                         Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
front-proxy-client                  Nov 22, 2027 02:13 UTC   364d            front-proxy-ca          no      
scheduler.conf                      Nov 22, 2027 02:13 UTC   364d            ca                      no      
!MISSING! super-admin.conf                                                                           

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                      Nov 19, 2036 02:13 UTC   9y              no      
etcd-ca                 Nov 19, 2036 02:13 UTC   9y              no      
front-proxy-ca          Nov 19, 2036 02:13 UTC   9y              no      
`;

/** The key of ca removed: what it signed is managed elsewhere. */
export const external = `CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Nov 22, 2027 02:13 UTC   364d            ca                      yes     
apiserver                  Nov 22, 2027 02:13 UTC   364d            ca                      yes     
apiserver-etcd-client      Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
apiserver-kubelet-client   Nov 22, 2027 02:13 UTC   364d            ca                      yes     
controller-manager.conf    Nov 22, 2027 02:13 UTC   364d            ca                      yes     
etcd-healthcheck-client    Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
etcd-peer                  Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
etcd-server                Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
front-proxy-client         Nov 22, 2027 02:13 UTC   364d            front-proxy-ca          no      
scheduler.conf             Nov 22, 2027 02:13 UTC   364d            ca                      yes     
super-admin.conf           Nov 22, 2027 02:13 UTC   364d            ca                      yes     

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                      Nov 19, 2036 02:13 UTC   9y              yes     
etcd-ca                 Nov 19, 2036 02:13 UTC   9y              no      
front-proxy-ca          Nov 19, 2036 02:13 UTC   9y              no      
`;

/** Without --config, where no cluster answers: three lines and an empty one come first. */
export const withoutCluster = `[check-expiration] Reading configuration from the "kubeadm-config" ConfigMap in namespace "kube-system"...
[check-expiration] Use 'kubeadm init phase upload-config kubeadm --config your-config-file' to re-upload it.
[check-expiration] Error reading configuration from the Cluster. Falling back to default configuration

CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Nov 22, 2027 02:13 UTC   364d            ca                      no      
apiserver                  Nov 22, 2027 02:13 UTC   364d            ca                      no      
apiserver-etcd-client      Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
apiserver-kubelet-client   Nov 22, 2027 02:13 UTC   364d            ca                      no      
controller-manager.conf    Nov 22, 2027 02:13 UTC   364d            ca                      no      
etcd-healthcheck-client    Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
etcd-peer                  Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
etcd-server                Nov 22, 2027 02:13 UTC   364d            etcd-ca                 no      
front-proxy-client         Nov 22, 2027 02:13 UTC   364d            front-proxy-ca          no      
scheduler.conf             Nov 22, 2027 02:13 UTC   364d            ca                      no      
super-admin.conf           Nov 22, 2027 02:13 UTC   364d            ca                      no      

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                      Nov 19, 2036 02:13 UTC   9y              no      
etcd-ca                 Nov 19, 2036 02:13 UTC   9y              no      
front-proxy-ca          Nov 19, 2036 02:13 UTC   9y              no      
`;
