#!/usr/bin/env bash
# Compiles tree-sitter and its grammars, and the launcher under exec/, into one directory of libraries and programs.
#   native/build.sh [OUTDIR]      OUTDIR defaults to .build/native/linux-<arch> in the repository
# Does nothing when its inputs have not changed. Two builds may run at once; nobody sees a half-written file.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
case $(uname -sm) in
  'Linux x86_64') arch=x64 ;;
  'Linux aarch64') arch=arm64 ;;
  *) arch=unknown ;;
esac
out=${1:-$here/../.build/native/linux-$arch}
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(dirname "$out")
stamp=$out.stamp

say() { echo "native: $*" >&2; }
# The shape that MSBuild shows as an error of the build.
fail() { echo "native/build.sh : error OURO0001: $*" >&2; exit 69; }
need() {
  command -v "$1" >/dev/null || fail "'$1' is missing and the native parts cannot be built without it. Install it (Debian: apt-get install $2) and build again."
}

[ "$arch" != unknown ] || fail "the native parts build on Linux x86_64 and aarch64 only; this is $(uname -sm)."
need flock util-linux
need sha256sum coreutils
exec 9>"$work/.lock"
flock 9

inputs() { (cd "$here" && echo "$arch" && sha256sum "$@"); }
current() { [ -f "$stamp.$1" ] && [ "$(cat "$stamp.$1")" = "$2" ]; }
settle() { echo "$2" >"$stamp.$1.new" && mv "$stamp.$1.new" "$stamp.$1"; }

build=
trap '[ -z "$build" ] || rm -rf "$build"' EXIT

# name | directory of parser.c (and perhaps scanner.c) in node_modules
grammars='
python      tree-sitter-python/src
javascript  tree-sitter-javascript/src
typescript  tree-sitter-typescript/typescript/src
tsx         tree-sitter-typescript/tsx/src
c-sharp     tree-sitter-c-sharp/src
java        tree-sitter-java/src
go          tree-sitter-go/src'

compile_grammar() {
  local name=$1 from=$2 sources
  sources=("$from"/parser.c)
  [ ! -f "$from/scanner.c" ] || sources+=("$from/scanner.c")
  echo "native: compiling tree-sitter-$name" >&2
  gcc -std=gnu11 -O2 -fPIC -shared -w -I"$from" -o "libtree-sitter-$name.so" "${sources[@]}"
}

build_grammars() {
  need gcc 'gcc libc6-dev'
  need npm 'nodejs npm'
  build=$(mktemp -d "$work/.new.XXXXXX")
  cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$build/"
  say "fetching the sources of the grammars (npm ci)"
  (cd "$build" && npm ci --ignore-scripts --loglevel=error >npm.log 2>&1) \
    || { tail -n 15 "$build/npm.log" >&2; fail "npm could not fetch the sources named in native/package-lock.json (its words are above). Check the network or npm's settings and build again."; }

  local core=$build/node_modules/tree-sitter/vendor/tree-sitter/lib
  cd "$build"
  say "compiling tree-sitter"
  gcc -std=gnu11 -O2 -fPIC -shared -w -I"$core/include" -I"$core/src" -o libtree-sitter.so "$core/src/lib.c" "$here/ledger.c" \
    || fail "gcc could not compile tree-sitter (its words are above); a C library's headers may be missing (Debian: apt-get install libc6-dev)."
  export -f compile_grammar
  # shellcheck disable=SC2016
  tac <<<"$grammars" | grep . | xargs -P "$(nproc)" -L 1 bash -c 'compile_grammar "$0" "node_modules/$1"' \
    || fail "gcc could not compile a grammar (its words are above)."

  strip --strip-unneeded ./*.so 2>/dev/null || true
  mkdir -p "$work/include/tree_sitter"
  cp "$core/include/tree_sitter/api.h" "$work/include/tree_sitter/"
  mv -f ./*.so "$out/"
  cd "$here"
  rm -rf "$build"
  build=
}

[ -f "$out/libtree-sitter.so" ] || rm -f "$stamp".*

wanted=$(inputs build.sh ledger.c .npmrc package.json package-lock.json)
if ! current grammars "$wanted"; then
  build_grammars
  settle grammars "$wanted"
  say "tree-sitter and its grammars are ready"
fi

if [ -f "$here/exec/build.sh" ]; then
  wanted=$(inputs $(cd "$here" && find exec -type f | LC_ALL=C sort))
  if ! current exec "$wanted"; then
    need gcc 'gcc libc6-dev'
    bash "$here/exec/build.sh" "$out" || fail "native/exec/build.sh failed (its words are above)."
    settle exec "$wanted"
  fi
fi

# What the build compares the sources' times with.
touch "$stamp"
