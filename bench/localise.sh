#!/usr/bin/env bash
# How high the faulty line stands: bench/localise.sh [SAMPLE…], for the frozen mutants of every sample, told by the failing tests alone.
set -euo pipefail
# shellcheck source=bench/measured.sh
source "$(dirname -- "$(readlink -f -- "$0")")/measured.sh"

ground=$(mktemp -d)
trap 'rm -rf "$ground"' EXIT
"$ouro" --version >/dev/null
export HOME=$ground/home
mkdir "$HOME"
data=$root/tests/Ouroboros.EndToEnd

chosen=("$@")
[[ ${#chosen[@]} -gt 0 ]] || mapfile -t chosen < <(ls "$data/Mutants" | grep -v '\.py$')
for name in "${chosen[@]}"; do
    fresh "$name" "$ground/fixed"
    patch -d "$ground/fixed" -p1 -s -i "$data/Fixes/$name.patch"
    for mutant in "$data/Mutants/$name"/*.patch; do
        cp -r "$ground/fixed" "$ground/now"
        patch -d "$ground/now" -p1 -s -i "$mutant"
        measured "${offline[@]}" "$ouro" localise "$ground/now" --limit 100 --json
        printf '%s\t%s\t%s\t%s\n' "$name" "$(basename "$mutant" .patch)" "$mutant" "$(tr -d '\n' <"$out")" >>"$ground/ranked"
        rm -rf "$ground/now"
    done
    rm -rf "$ground/fixed"
done

/usr/bin/python3 - "$ground/ranked" <<'PY'
import json, re, sys

def mutated(patch):
    """Path and lines that a patch changed, as the mutant has them."""
    path, line, found = None, 0, []
    for text in open(patch, encoding="utf-8"):
        if text.startswith("+++ "):
            path = text.split()[1].split("/", 1)[1]
        elif text.startswith("@@"):
            line = int(re.match(r"@@ -\S+ \+(\d+)", text).group(1))
        elif path and text.startswith("+"):
            found.append((path, line))
            line += 1
        elif path and text.startswith("-"):
            # What was taken away is missed where it stood.
            found.append((path, line))
        elif path:
            line += 1
    return set(found)

ranks, tops = {}, {}
for row in open(sys.argv[1], encoding="utf-8"):
    name, number, patch, told = row.rstrip("\n").split("\t")
    wanted = mutated(patch)
    suspects = json.loads(told)["suspects"] if told else []
    ranks.setdefault(name, []).append(next((place for place, s in enumerate(suspects, 1) if (s["path"], s["line"]) in wanted), None))

def shown(name, found):
    share = lambda top: sum(1 for r in found if r and r <= top)
    print("| %-10s | %7d | %5d | %5d | %5d | %6d |" % (name, len(found), share(1), share(3), share(5), sum(1 for r in found if r is None)))

print("| sample     | mutants | top 1 | top 3 | top 5 | unseen |")
print("|------------|--------:|------:|------:|------:|-------:|")
for name in ranks:
    shown(name, ranks[name])
every = [r for found in ranks.values() for r in found]
shown("all", every)
print("top 1 %.0f %%, top 3 %.0f %%, top 5 %.0f %%" % tuple(100 * sum(1 for r in every if r and r <= top) / len(every) for top in (1, 3, 5)))
PY
