/** A line of what the script prints before the files that it shows. */
export const filesFollow = "files";

/**
 * What is read on a node, as a program for its shell: `$1` the registry as in image references, `$2` its folder's name in
 * containerd's configuration, `<host>_<port>_` where there is a port. It changes nothing.
 *
 * Times are those of the last change of a file or of the link to it (ctime): a copy may keep an old modification time.
 * Links inside a folder are left out: they are hash links, and Go leaves them out too.
 */
export const nodeScript = String.raw`
LC_ALL=C; export LC_ALL
echo "machine-id $(cat /etc/machine-id)"
echo "os $(. /etc/os-release && echo "$ID")"
started=$(systemctl show containerd --property ActiveEnterTimestamp --value --timestamp=us+utc) &&
started=$(date --date "$started" +%s.%6N) && {
  echo "started $started"
  journalctl --unit containerd --output short-unix --no-pager --since "@$(echo "$started" | cut -d . -f 1)" |
    grep -e 'successfully booted' -e 'PullImage' -e 'x509: ' | awk -v host="$1/" '
      /successfully booted/ { print "booted " $1 }
      /msg="PullImage / && !/failed/ && !first { first = 1; print "first-pull " $1 }
      index($0, host) && /x509: / { refused = $1 }
      END { if (refused) print "refused " refused }'
}
bundle=
for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem \
  /etc/pki/tls/cacert.pem /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem /etc/ssl/cert.pem; do
  [ -f "$file" ] && { bundle=$file; break; }
done
roots=$(sed -n "s/^[[:space:]]*config_path[[:space:]]*=[[:space:]]*[\"']\(.*\)[\"'].*/\1/p" \
  /etc/containerd/config.toml /etc/containerd/conf.d/*.toml | tr ':' '\n')
case $(containerd --version) in *" v2."*|*" 2."*) roots="$roots /etc/containerd/certs.d /etc/docker/certs.d";; esac
of_registry=
for root in $roots; do
  for name in "$2" "$1" _default; do
    [ -d "$root/$name" ] && { of_registry=$root/$name; break 2; }
  done
done
named=
if [ -n "$of_registry" ]; then
  echo "registry-folder $of_registry"
  named=$(grep -h '^[[:space:]]*ca[[:space:]]*=' "$of_registry/hosts.toml" | grep -o '"/[^"]*"' | tr -d '"')
fi
list=$(
  [ -n "$bundle" ] && echo "$bundle"
  find /etc/ssl/certs /etc/pki/tls/certs -maxdepth 1 '(' -type f -o -lname '*/*' ')'
  find /usr/local/share/ca-certificates /etc/pki/ca-trust/source/anchors -type f
  [ -n "$of_registry" ] && find "$of_registry" -maxdepth 1 -type f
  for file in $named; do [ -f "$file" ] && echo "$file"; done
)
set -f; IFS='
'
set -- $(echo "$list" | sort -u)
[ $# -gt 0 ] || exit 0
stat --format 'changed %.6Z %n' "$@"
stat --dereference --format 'changed %.6Z %n' "$@"
echo files
head --verbose --bytes 2M "$@"
exit 0
`;
