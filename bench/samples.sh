#!/usr/bin/env bash
# Every sample, repaired with nothing configured, without a network: exit code, time (< 20 s), peak memory of ouro itself (< 250 MB).
set -euo pipefail
# shellcheck source=bench/measured.sh
source "$(dirname -- "$(readlink -f -- "$0")")/measured.sh"

ground=$(mktemp -d)
trap 'rm -rf "$ground"' EXIT
"$ouro" --version >/dev/null
export HOME=$ground/home
mkdir "$HOME"

bad=0
printf '%-12s %5s %8s %9s %11s %6s %s\n' sample exit seconds 'peak MB' candidates green 'equals the fix'
for folder in "$root"/samples/*/; do
    name=$(basename "$folder")
    fresh "$name" "$ground/$name"
    fresh "$name" "$ground/$name-fixed"
    patch -d "$ground/$name-fixed" -p1 -s -i "$root/tests/Ouroboros.EndToEnd/Fixes/$name.patch"

    measured "${offline[@]}" "$ouro" repair "$ground/$name" --auto-apply --json
    green=no equal=no
    if suite "$ground/$name"; then green=yes; fi
    if same "$ground/$name" "$ground/$name-fixed"; then equal=yes; fi
    printf '%-12s %5s %8s %9s %11s %6s %s\n' "$name" "$exit" "$seconds" "$peak" "$(json "$out" candidates candidates.evaluated search.candidates)" "$green" "$equal"
    [[ $exit == 0 && $green == yes && ${seconds%.*} -lt 20 && $peak -lt 250 ]] || { bad=$((bad + 1)); tail -n 5 "$err" >&2; }
done
echo "$bad of $(find "$root/samples" -mindepth 1 -maxdepth 1 -type d | wc -l) samples miss a bar"
((bad == 0))
