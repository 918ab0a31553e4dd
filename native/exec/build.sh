#!/usr/bin/env bash
# Builds the supervisor that every command of ouro runs under: build.sh OUTDIR
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: build.sh OUTDIR}
mkdir -p "$out"
cc=${CC:-gcc}
flags=(-std=gnu17 -O2 -Wall -Wextra -fno-strict-aliasing -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
made=$(mktemp "$out/.ouro-exec.XXXXXX")
trap 'rm -f "$made"' EXIT
# Static: it starts in half the time and no LD_PRELOAD reaches it. Not every system has the static library.
"$cc" "${flags[@]}" -static -s -o "$made" "$here"/*.c 2>/dev/null || "$cc" "${flags[@]}" -s -o "$made" "$here"/*.c
chmod 755 "$made"
mv -f "$made" "$out/ouro-exec"
