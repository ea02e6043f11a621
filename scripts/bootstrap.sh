# Read by run and test, which set `root`. Makes sure of Node >= 24, which then comes first in PATH, and of
# the npm packages that package-lock.json pins. Silent where both are there; warm it takes milliseconds.

node_version=24.21.0

say() { printf 'tkglab: %s\n' "$1" >&2; }

# stop <doing what: what happened> <what to do>
stop() {
  say "$1"
  printf '  what to do: %s\n' "$2" >&2
  exit 2
}

# The cache as an absolute path, so that every child means the same folder wherever it stands.
find_cache() {
  if [ -z "${TKGLAB_CACHE:-}${XDG_CACHE_HOME:-}${HOME:-}" ]; then
    stop 'Looking for the cache folder: none of TKGLAB_CACHE, XDG_CACHE_HOME and HOME is set' \
      'TKGLAB_CACHE=/var/cache/tkglab scripts/run'
  fi
  TKGLAB_CACHE=${TKGLAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tkglab}
  case $TKGLAB_CACHE in
    /*) ;;
    *) TKGLAB_CACHE=$PWD/$TKGLAB_CACHE ;;
  esac
  export TKGLAB_CACHE
}

node_is_new_enough() {
  found=$(node --version 2>/dev/null) || return 1
  major=${found#v}
  major=${major%%.*}
  case $major in
    '' | *[!0-9]*) return 1 ;;
  esac
  [ "$major" -ge 24 ]
}

need_npm() {
  command -v npm >/dev/null 2>&1 ||
    stop "$1: npm is not installed, or not on the PATH" \
      'install npm (Debian, Ubuntu: sudo apt-get install npm), then run this again'
}

# quietly <doing what> <command...>: shows what the command said only when it failed.
quietly() {
  doing=$1
  shift
  said=$(mktemp)
  if "$@" >"$said" 2>&1 </dev/null; then
    rm -f "$said"
    return 0
  else
    code=$?
  fi
  tail -n 20 "$said" >&2
  rm -f "$said"
  stop "$doing: $1 $2 ended with exit code $code; its last lines are above" \
    'see whether this machine reaches its npm registry (npm ping), then run this again'
}

# Two first starts at the same time would write the same folder: the second one waits for the first.
lock() {
  mkdir -p "$TKGLAB_CACHE/host"
  command -v flock >/dev/null 2>&1 || return 0
  exec 9>"$TKGLAB_CACHE/host/npm.lock"
  flock 9
}

unlock() { exec 9>&-; }

# npm brings Node as a package, whose checksum is in fixtures/node-runtime/package-lock.json.
fetch_node() {
  doing="Fetching Node $node_version (the Node on this machine is ${found:-missing}, 24 or newer is needed)"
  need_npm "$doing"
  lock
  if [ ! -x "$node_home/bin/node" ]; then
    say "$doing; this takes a few seconds"
    mkdir -p "$TKGLAB_CACHE/node"
    fresh=$(mktemp -d "$TKGLAB_CACHE/node/.$node_version.XXXXXX")
    trap 'rm -rf "$fresh"' EXIT
    cp "$root/fixtures/node-runtime/package.json" "$root/fixtures/node-runtime/package-lock.json" "$fresh"
    quietly "$doing" npm ci --prefix "$fresh" --ignore-scripts --no-audit --no-fund
    mkdir "$fresh/bin"
    for node in "$fresh"/node_modules/node-linux-*/bin/node; do
      [ "$("$node" --version 2>/dev/null)" = "v$node_version" ] || continue
      ln -s "..${node#"$fresh"}" "$fresh/bin/node"
    done
    [ -x "$fresh/bin/node" ] ||
      stop "$doing: npm has no Node package that runs on this machine ($(uname -s) $(uname -m))" \
        'install Node 24 or newer, then run this again'
    rm -rf "$node_home"
    mv "$fresh" "$node_home"
    trap - EXIT
  fi
  unlock
}

# node_modules fits when it holds a copy of the very lockfile it was made from.
install_packages() {
  stamp=$root/node_modules/.tkglab-lock
  cmp -s "$root/package-lock.json" "$stamp" && return 0
  doing="Installing tkglab's npm packages"
  need_npm "$doing"
  lock
  if ! cmp -s "$root/package-lock.json" "$stamp"; then
    say "$doing; this takes about half a minute"
    # Which Node runs npm does not matter here: it is the Node above that runs tkglab.
    quietly "$doing" npm ci --prefix "$root" --engine-strict=false --no-audit --no-fund
    cp "$root/package-lock.json" "$stamp"
  fi
  unlock
}

find_cache
node_home=$TKGLAB_CACHE/node/$node_version
if ! node_is_new_enough; then
  [ -x "$node_home/bin/node" ] || fetch_node
  PATH=$node_home/bin:$PATH
  export PATH
fi
install_packages
