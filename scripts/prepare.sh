# shellcheck shell=bash
# Sourced by build.sh and test: finds what this machine lacks and sets it up by apt where that is allowed.
# OURO_SETUP=off forbids it. The ouro program itself never installs anything.

say() { printf 'ouro: %s\n' "$*" >&2; }

# A package list that somebody may install, as one command line.
apt_line() { printf 'apt-get install -y --no-install-recommends %s' "$*"; }

may_install() {
    [[ ${OURO_SETUP:-on} != off ]] && command -v apt-get >/dev/null || return 1
    [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null
}

install_packages() {
    local as_root=(env DEBIAN_FRONTEND=noninteractive) log
    [[ $(id -u) == 0 ]] || as_root=(sudo -n "${as_root[@]}")
    log=$(mktemp)
    # Lists may be absent or old: they are fetched only when the first try fails.
    if "${as_root[@]}" apt-get install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null ||
        { "${as_root[@]}" apt-get update >>"$log" 2>&1 </dev/null &&
            "${as_root[@]}" apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; }; then
        rm -f "$log"
        return 0
    fi
    say "apt could not install $*:"
    tail -n 15 "$log" >&2
    rm -f "$log"
    return 1
}

# The pythons that ouro itself would try, in its order.
has_pytest() {
    local python
    while read -r python; do
        [[ -x $python ]] && "$python" -c 'import pytest' >/dev/null 2>&1 && return 0
    done < <(printf '%s\n' "${OURO_PYTHON:-}" "${VIRTUAL_ENV:-/nowhere}/bin/python" /usr/bin/python3; type -aP python3)
    return 1
}

need_dotnet() {
    if command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then return 0; fi
    say 'the .NET SDK 10 is missing (no "dotnet" on PATH lists a 10.x SDK).'
    say 'Debian 12 has no package of it, so it cannot be set up from here: install it from the .NET download page,'
    say 'put "dotnet" on PATH, and run this command again.'
    return 69
}

# prepare REQUIRED OPTIONAL, each a list of lines "package: why". Fails with 69 when a required one stays missing.
prepare() {
    local required=$1 optional=$2 packages line
    packages=$(printf '%s\n%s\n' "$required" "$optional" | sed -n 's/:.*//p' | sort -u | tr '\n' ' ')
    packages=${packages% }
    [[ -n $packages ]] || return 0

    printf '%s\n%s\n' "$required" "$optional" | sed '/^$/d' | while IFS= read -r line; do say "missing: $line"; done
    if may_install; then
        say "installing by apt: $packages  (OURO_SETUP=off stops this)"
        # shellcheck disable=SC2086 # a list of words on purpose
        install_packages $packages && return 0
    fi

    local sudo=
    [[ $(id -u) == 0 ]] || sudo='sudo '
    if [[ -n $required ]]; then
        say 'cannot go on without the required ones. Run this, then this command again:'
        printf '\n    %s%s\n\n' "$sudo" "$(apt_line "$packages")" >&2
        return 69
    fi
    say "going on without; to have all: $sudo$(apt_line "$packages")"
}

missing_for_build() {
    command -v git >/dev/null || echo 'git: repositories are read with it'
    command -v gcc >/dev/null || echo 'gcc: compiles the tree-sitter parsers'
    [[ -e /usr/include/stdio.h ]] || echo 'libc6-dev: headers for compiling the tree-sitter parsers'
    command -v node >/dev/null || echo 'nodejs: unpacks the tree-sitter parsers'
    command -v npm >/dev/null || echo 'npm: fetches the tree-sitter parsers'
}

missing_for_journey() {
    has_pytest || echo 'python3-pytest: runs the tests of Python projects'
    command -v bwrap >/dev/null || echo 'bubblewrap: isolates the commands of target projects'
}
