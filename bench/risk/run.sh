#!/usr/bin/env bash
# Prints how well risk tells right from wrong plausible patches, on the half the weights were fitted on and on the other.
#   run.sh            scores the frozen corpus
#   run.sh --fit      also fits the weights anew and prints them, for RiskTable.cs
#   run.sh --corpus   makes the corpus anew first (some minutes; the same seed, so the same corpus)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
factors=$(mktemp)
trap 'rm -f "$factors"' EXIT
for option in "$@"; do
  if [ "$option" = --corpus ]; then python3 "$here/make_corpus.py" >"$here/corpus.new" && mv "$here/corpus.new" "$here/corpus.jsonl"; fi
done
dotnet build "$root/tests/Ouroboros.Tests" -c Release -v q -clp:NoSummary >&2
OURO_RISK_DUMP=$factors "$root/tests/Ouroboros.Tests/bin/Release/net10.0/Ouroboros.Tests" \
  -class Ouroboros.Tests.Techniques.Risks.RiskCorpusSpecs -showLiveOutput -noColor | grep -E 'half|tuning|held-out|right:|wrong:|Total'
for option in "$@"; do
  if [ "$option" = --fit ]; then python3 "$here/fit.py" "$factors"; fi
done
