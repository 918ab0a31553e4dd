# shellcheck shell=bash
# Sourced by the whole-program benchmarks: runs one command, tells its exit code, its time and the peak memory of its own process.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
ouro=$root/ouro
export NO_COLOR=1
# A benchmark gives ouro a home of its own; packages of .NET come from where they already are.
export NUGET_PACKAGES=${NUGET_PACKAGES:-$HOME/.nuget/packages}

# In a network namespace without a way out where that is allowed.
offline=()
if [[ $(id -u) == 0 ]] && unshare -n true 2>/dev/null; then offline=(unshare -n); else echo 'not root: the network is not cut off' >&2; fi

# measured COMMAND…: leaves exit, seconds, peak (MB, of the process itself, not of its children), out and err (files).
measured() {
    local begun=$EPOCHREALTIME high
    out=$ground/out err=$ground/err exit=0 peak=0
    "$@" >"$out" 2>"$err" </dev/null &
    local pid=$!
    # The high-water mark only grows, so that the last look before the end tells it.
    while high=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && [[ -n $high ]]; do
        peak=$((high / 1024))
        sleep 0.05
    done
    wait "$pid" || exit=$?
    seconds=$(awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
}

# json FILE PATH…: the first of these paths, such as search.candidates, that the object in the file has; a dash otherwise.
json() {
    /usr/bin/python3 - "$@" <<'PY'
import json, sys
try:
    whole = json.load(open(sys.argv[1]))
except ValueError:
    whole = {}
for path in sys.argv[2:]:
    value = whole
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if value is not None:
        print(value)
        break
else:
    print("-")
PY
}

# fresh SAMPLE FOLDER: a copy of the sample in a folder that must not exist.
fresh() {
    cp -r "$root/samples/$1" "$2"
    # What is measured has no network to fetch them.
    if compgen -G "$2/*.slnx" >/dev/null; then (cd "$2" && dotnet restore -v q -p:NuGetAudit=false >/dev/null); fi
    find "$2" \( -name __pycache__ -o -name obj -o -name bin \) -prune -exec rm -rf {} +
}

# suite FOLDER: whether its tests pass, run as its owner would.
suite() {
    if [[ -e $1/package.json ]]; then
        (cd "$1" && timeout 60 node --test test/ >/dev/null 2>&1)
        return
    fi
    if compgen -G "$1/*.slnx" >/dev/null; then
        (cd "$1" && timeout 240 dotnet test -nologo -v q -nodeReuse:false -p:UseSharedCompilation=false -p:NuGetAudit=false >/dev/null 2>&1)
        return
    fi
    local style=(-m pytest -q -p no:cacheprovider)
    [[ ! -e $1/tests/__init__.py ]] || style=(-m unittest)
    (cd "$1" && timeout 60 /usr/bin/python3 -B "${style[@]}" >/dev/null 2>&1)
}

# same A B: whether the files of two folders are equal, byte for byte.
same() { diff -rq -x .ouroboros -x obj -x bin -x __pycache__ -x .pytest_cache "$1" "$2" >/dev/null; }
