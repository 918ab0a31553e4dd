#!/usr/bin/env bash
# Prints how often the first-ranked patch is right, by wording alone and with behaviours compared, and whether the confidence means what it says.
#   run.sh [BREAKS]    so many seeded bugs of each function (2); about ten seconds each on two cores
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$here/RankingBench.csproj" -c Release -v q -clp:NoSummary >&2
python3 "$here/make_bugs.py" "$work/bugs" "${1:-2}"
"$here/bin/Release/net10.0/RankingBench" "$work/bugs" >"$work/record.jsonl"
python3 "$here/judge.py" "$work/record.jsonl"
