#!/usr/bin/env bash
# Kills a process that applies and undoes patches, at random instants, and looks for harm. Usage: bench/crash.sh [ROUNDS=200]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/Ouroboros.CrashHost -c Release -v q -clp:NoSummary
exec dotnet bench/Ouroboros.CrashHost/bin/Release/net10.0/crash-host.dll drive "${1:-200}"
