#!/usr/bin/env bash
# What a warm start costs: CPU time of ./ouro --version, beside a bare hello-world on the same runtime.
set -euo pipefail
# shellcheck source=bench/measured.sh
source "$(dirname -- "$(readlink -f -- "$0")")/measured.sh"

times=${1:-20}
ground=$(mktemp -d)
trap 'rm -rf "$ground"' EXIT
"$ouro" --version >/dev/null

hello=$root/.build/hello
if [[ ! -x $hello/hello ]]; then
    mkdir -p "$ground/hello"
    cat >"$ground/hello/hello.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
<InvariantGlobalization>true</InvariantGlobalization></PropertyGroup></Project>
XML
    echo 'System.Console.WriteLine("hello");' >"$ground/hello/Program.cs"
    DOTNET_NOLOGO=1 dotnet publish "$ground/hello" -c Release --self-contained false -p:UseSharedCompilation=false --disable-build-servers \
        -o "$hello" >"$ground/log" 2>&1 || { tail -n 5 "$ground/log" >&2; exit 1; }
fi

# cpu COMMAND…: the median of user and system time of itself and its children, in milliseconds.
cpu() {
    /usr/bin/python3 - "$times" "$@" <<'PY'
import resource, statistics, subprocess, sys, time
taken, waited = [], []
for _ in range(int(sys.argv[1]) + 2):
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    waited.append(1000 * (time.monotonic() - begun))
    taken.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
print(round(statistics.median(taken[2:])), round(statistics.median(waited[2:])))
PY
}

read -r own own_wall < <(cpu "$ouro" --version)
read -r bare bare_wall < <(cpu "$hello/hello")
printf '%-20s %8s %8s\n' "median of $times" 'CPU ms' 'wall ms'
printf '%-20s %8s %8s\n' './ouro --version' "$own" "$own_wall" 'bare hello-world' "$bare" "$bare_wall"
printf '%-20s %8s\n' ratio "$(awk -v a="$own" -v b="$bare" 'BEGIN { printf "%.2f", a / b }')"
((own < 100))
