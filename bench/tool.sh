#!/usr/bin/env bash
# Packs ouro as a dotnet tool, installs the package somewhere else, and mends a sample with it: the package carries all it needs.
# The packages stay in .build/packages.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
ground=$(mktemp -d)
trap 'rm -rf "$ground"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
"$root/ouro" --version >/dev/null

packages=$root/.build/packages
rm -rf "$packages"
dotnet pack "$root/src/Ouroboros.Cli" -c Release -o "$packages" -v q -nologo -p:UseSharedCompilation=false --disable-build-servers \
    --artifacts-path "$ground/artifacts" >"$ground/log" 2>&1 || { tail -n 20 "$ground/log" >&2; exit 1; }
ls -l "$packages" | awk 'NR > 1 { printf "%-45s %6.1f MB\n", $NF, $5 / 1048576 }'

printf '<configuration><packageSources><clear/><add key="local" value="%s"/></packageSources></configuration>' "$packages" >"$ground/NuGet.Config"
export NUGET_PACKAGES=$ground/cache DOTNET_CLI_HOME=$ground/home HOME=$ground/home
mkdir -p "$HOME"
dotnet tool install Ouroboros.Cli --tool-path "$ground/tools" --configfile "$ground/NuGet.Config" >>"$ground/log" 2>&1 || { tail -n 20 "$ground/log" >&2; exit 1; }

cp -r "$root/samples/routing" "$ground/project"
"$ground/tools/ouro" --version
"$ground/tools/ouro" check "$ground/project"
"$ground/tools/ouro" repair "$ground/project" --auto-apply 2>/dev/null | grep -E '^(Patch|✓)'
(cd "$ground/project" && /usr/bin/python3 -m pytest -q -p no:cacheprovider | tail -n 1)
