#!/usr/bin/env bash
# Publishes the command into .build/ouro: one build at a time, the old one kept until the new one is whole.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
# shellcheck source=scripts/prepare.sh
source "$root/scripts/prepare.sh"
cd "$root"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# A bare machine has no ICU, and neither the build nor ouro needs one.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
# Where there is no home (containers, services) the build keeps to its own folder.
[[ -n ${HOME:-} && -w ${HOME:-} ]] || export DOTNET_CLI_HOME=$root/.build/home

if ! mkdir -p .build 2>/dev/null || [[ ! -w .build ]]; then
    say "cannot write to $root/.build; build once as the owner of the clone, or clone it as yourself."
    exit 69
fi
exec 9>.build/lock
if ! flock -n 9; then
    say 'another build is at work here; waiting for it.'
    flock 9
    # The other one may have built just what was wanted.
    if [[ -x .build/ouro/ouro && -z $(find src native -newer .build/ouro/.sources -type f -not -path '*/obj/*' \
        -not -path '*/bin/*' -not -path '*/node_modules/*' -print -quit 2>/dev/null) ]]; then exit 0; fi
fi

log=.build/build.log
: >"$log"
started=$SECONDS
number=0
ticker=

stop_ticker() {
    [[ -z $ticker ]] || { kill "$ticker" 2>/dev/null || true; wait "$ticker" 2>/dev/null || true; }
    ticker=
}

# phase NAME COMMAND…: shows the name and, on a terminal, the seconds as they pass.
phase() {
    local name=$1 begun=$SECONDS status=0 label
    shift
    number=$((number + 1))
    label="ouro: [$number/4] $name"
    if [[ -t 2 && ${TERM:-dumb} != dumb ]]; then
        (trap - EXIT; while :; do printf '\r%s … %d s ' "$label" $((SECONDS - begun)); sleep 1; done >&2) &
        ticker=$!
    fi
    "$@" >>"$log" 2>&1 9>&- </dev/null || status=$?
    if [[ -n $ticker ]]; then stop_ticker; printf '\r' >&2; fi
    printf '%s … %d s\n' "$label" $((SECONDS - begun)) >&2
    ((status == 0)) && return 0

    say "$name failed; an older build, if any, is untouched. The reason:"
    { grep -E 'error( |:)|ERR!|fatal' "$log" || tail -n 20 "$log"; } | sort -u | head -n 20 >&2
    say "the whole log: $root/$log"
    exit 69
}

fresh=.build/ouro-$$
cleanup() { stop_ticker; rm -rf "$root/$fresh" "$root/.build/link-$$"; }
trap cleanup EXIT
trap 'exit 130' INT TERM

if [[ -e .build/ouro ]]; then say 'sources are newer than the build: building again.'; else say 'building on first use; this takes about a minute.'; fi

need_dotnet || exit $?
prepare "$(missing_for_build)" "$(missing_for_journey)" || exit $?
phase 'checking tools' dotnet --version

touch .build/sources-$$
native() { [[ ! -x native/build.sh ]] || native/build.sh; }
phase 'native libraries' native

common=(-r linux-x64 -p:PublishReadyToRun=true -p:UseSharedCompilation=false --disable-build-servers --artifacts-path "$root/.build/artifacts" -nologo)
restore() { dotnet restore src/Ouroboros.Cli "${common[@]}"; }
phase 'restoring packages' restore
publish() { dotnet publish src/Ouroboros.Cli -c Release --no-restore --self-contained false "${common[@]}" -o "$fresh"; }
phase 'compiling' publish

mv ".build/sources-$$" "$fresh/.sources"
# A link replaced by one rename: whoever starts ouro meanwhile finds the old build or the new one, whole.
previous=$(readlink .build/ouro 2>/dev/null || true)
name=ouro-$(date +%s)-$$
mv "$fresh" ".build/$name"
ln -s "$name" ".build/link-$$"
mv -T ".build/link-$$" .build/ouro
for old in .build/ouro-*; do
    # The one before stays: it may still be running.
    case ${old#.build/} in "$name" | "$previous") ;; *) rm -rf "$old" ;; esac
done
say "built in $((SECONDS - started)) s."
