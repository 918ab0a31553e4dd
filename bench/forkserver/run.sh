#!/usr/bin/env bash
# Candidates per second: the fork server against one pytest process for each candidate. Usage: run.sh [PROJECT [CANDIDATES [FRESH]]]
# With OURO_TRUTH_MUTANTS=500 the fork server's verdicts are held to those of fresh processes for so many random mutants first.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)

if [[ -n ${OURO_TRUTH_MUTANTS:-} ]]; then
    dotnet build "$root/tests/Ouroboros.Tests" -c Release -v q -clp:NoSummary
    "$root/tests/Ouroboros.Tests/bin/Release/net10.0/Ouroboros.Tests" -class Ouroboros.Tests.Techniques.Testing.Python.ForkServerTruthSpecs
fi

dotnet build "$here/ForkServer.csproj" -c Release -v q -clp:NoSummary
exec ${PROFILE:-} "$here/bin/Release/net10.0/forkserver-bench" "${1:-$root/samples/billing}" "${2:-2000}" "${3:-40}"
