#!/usr/bin/env bash
# How soon a repair starts searching: in a project it never saw, and again in the same files.
# Arguments: sample projects; all of samples/ when none is named.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
"$root/ouro" --version >/dev/null
ground=$(mktemp -d)
trap 'rm -rf "$ground"' EXIT
# A home of its own, but packages of .NET from where they already are.
export NUGET_PACKAGES=${NUGET_PACKAGES:-$HOME/.nuget/packages} HOME=$ground/home
mkdir -p "$HOME"

# Milliseconds from the start of the command, and from the start of the run's work, to the start of the search.
measure() {
    local begun=$(($(date +%s%N) / 1000000))
    "$root/ouro" repair "$1" --dry-run --jsonl --limit-candidates 1 2>/dev/null >"$ground/events" || true
    python3 - "$begun" "$ground/events" <<'PYTHON'
import datetime, json, sys
begun, events = int(sys.argv[1]), [json.loads(line) for line in open(sys.argv[2])]
at = {}
for event in events:
    stamp = event["at"][:26].rstrip("Z+")
    moment = datetime.datetime.fromisoformat(stamp).replace(tzinfo=datetime.timezone.utc).timestamp() * 1000
    at.setdefault(event["kind"], moment)
started = at.get("search.started")
print("- -" if started is None else f"{started - begun:.0f} {started - at['stage.entered']:.0f}")
PYTHON
}

printf '%-12s %22s %22s\n' project 'first time, ms (work)' 'again, ms (work)'
if (($# == 0)); then set -- "$root"/samples/*/; fi
for project in "$@"; do
    name=$(basename "$project")
    cp -r "$project" "$ground/$name"
    read -r first first_work <<<"$(measure "$ground/$name")"
    read -r again again_work <<<"$(measure "$ground/$name")"
    printf '%-12s %22s %22s\n' "$name" "$first ($first_work)" "$again ($again_work)"
done
