#!/usr/bin/env bash
# Candidates per second: the fork server against one pytest process for each candidate. Usage: run.sh [CANDIDATES [FRESH [PROJECT...]]]
# Without projects it takes every sample, and one that imports packages of others (from apt where that is allowed; OURO_SETUP=off forbids it).
# With OURO_TRUTH_MUTANTS=500 the fork server's verdicts are held to those of fresh processes for so many random mutants first.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)

if [[ -n ${OURO_TRUTH_MUTANTS:-} ]]; then
    dotnet build "$root/tests/Ouroboros.Tests" -c Release -v q -clp:NoSummary
    "$root/tests/Ouroboros.Tests/bin/Release/net10.0/Ouroboros.Tests" -class Ouroboros.Tests.Techniques.Testing.Python.ForkServerTruthSpecs
fi

projects=("${@:3}")
if [[ ${#projects[@]} -eq 0 ]]; then
    for sample in billing meetings routing formula labels throttle; do
        projects+=("$root/samples/$sample")
    done
    theirs() { /usr/bin/python3 -c 'import requests, yaml, jinja2, attr, dateutil' 2>/dev/null; }
    if ! theirs && [[ ${OURO_SETUP:-} != off && $(id -u) -eq 0 ]]; then
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
            python3-requests python3-yaml python3-jinja2 python3-attr python3-dateutil >/dev/null || true
    fi
    if theirs; then
        projects+=("$here/newsletter")
    else
        echo "newsletter is left out: /usr/bin/python3 has no requests, yaml, jinja2, attr or dateutil" >&2
    fi
fi

dotnet build "$here/ForkServer.csproj" -c Release -v q -clp:NoSummary
exec ${PROFILE:-} "$here/bin/Release/net10.0/forkserver-bench" "${1:-2000}" "${2:-40}" "${projects[@]}"
