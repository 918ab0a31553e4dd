#!/usr/bin/env bash
# Runs every end-to-end test, bad suites and crashes included; ./test runs only the journeys.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "$0")")/.."
./ouro --version >/dev/null
dotnet build tests/Ouroboros.EndToEnd -c Release -v q -nologo -clp:NoSummary -p:UseSharedCompilation=false
exec tests/Ouroboros.EndToEnd/bin/Release/net10.0/Ouroboros.EndToEnd -nologo -noColor "$@"
