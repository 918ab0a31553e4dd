#!/usr/bin/env bash
# The frozen mutants of every sample, repaired: bench/mutants.sh [SAMPLE…]
# repaired: the command says so; green: the suite, run afresh, agrees; equal: the same text as the fixed version.
set -euo pipefail
# shellcheck source=bench/measured.sh
source "$(dirname -- "$(readlink -f -- "$0")")/measured.sh"

ground=$(mktemp -d)
trap 'rm -rf "$ground"' EXIT
"$ouro" --version >/dev/null
export HOME=$ground/home
mkdir "$HOME"
data=$root/tests/Ouroboros.EndToEnd

all=0 repaired=0 green=0 equal=0
printf '%-12s %-3s %-44s %5s %6s %6s %8s %8s %11s\n' sample no mutation exit green equal seconds 'peak MB' candidates
for name in "${@:-}"; do
    [[ -n $name ]] && chosen+=("$name")
done
[[ -n ${chosen[*]:-} ]] || mapfile -t chosen < <(ls "$data/Mutants" | grep -v '\.py$')
for name in "${chosen[@]}"; do
    for mutant in "$data/Mutants/$name"/*.patch; do
        rm -rf "$ground/now" "$ground/fixed"
        fresh "$name" "$ground/fixed"
        patch -d "$ground/fixed" -p1 -s -i "$data/Fixes/$name.patch"
        cp -r "$ground/fixed" "$ground/now"
        patch -d "$ground/now" -p1 -s -i "$mutant"

        measured "${offline[@]}" "$ouro" repair "$ground/now" --auto-apply --max-risk 1 --json
        is_green=no is_equal=no
        if suite "$ground/now"; then is_green=yes; fi
        if same "$ground/now" "$ground/fixed"; then is_equal=yes; fi
        printf '%-12s %-3s %-44s %5s %6s %6s %8s %8s %11s\n' "$name" "$(basename "$mutant" .patch)" "$(head -n 1 "$mutant" | sed 's/,.*//')" \
            "$exit" "$is_green" "$is_equal" "$seconds" "$peak" "$(json "$out" candidates candidates.evaluated search.candidates)"
        all=$((all + 1))
        if [[ $exit == 0 ]]; then repaired=$((repaired + 1)); fi
        if [[ $is_green == yes ]]; then green=$((green + 1)); fi
        if [[ $is_equal == yes ]]; then equal=$((equal + 1)); fi
    done
done
echo "$all mutants: $repaired repaired, $green with a green suite, $equal equal to the fixed version"
((repaired == all && green == all))
