#!/usr/bin/env bash
# Proves the first ten minutes of a newcomer: a minimal Debian 12 (debootstrap) with the .NET SDK, git, gcc, nodejs and npm, but no
# pytest and no bubblewrap; a fresh clone of HEAD; ./ouro repair of a sample; ./test. Prints one table.
#
#   bench/bare-machine.sh [SAMPLE]            as root; needs debootstrap
#   BARE_NODE=debian bench/bare-machine.sh    installs Debian's node and npm instead of binding the host's
#
# The SDK is the host's, bound read-only. The host's apt sources, package-manager settings and certificates are copied, so that the
# network is reached the same way. Debian's own nodejs (18) and npm (9) are enough to build and to mend Python: they only unpack C sources.
# The tests of JavaScript projects want Node 20, which Debian 12 has no package of; so the host's is shown.
# The minimal root is built once and kept as a tarball under the cache folder. Every mount lives in a mount namespace of its own and
# is gone when the script ends, however it ends.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
sample=${1:-billing}
node=${BARE_NODE:-host}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/ouro-bench
packages=(git gcc libc6-dev libstdc++6 libssl3 zlib1g)
[[ $node == host ]] || packages+=(nodejs npm)

[[ $(id -u) == 0 ]] || { echo "bench/bare-machine.sh: needs root, for debootstrap and chroot" >&2; exit 69; }
command -v debootstrap >/dev/null || { echo "bench/bare-machine.sh: apt-get install debootstrap" >&2; exit 69; }
if [[ ${1:-} != --inside ]]; then
    # Deleted from out here, where the mounts were never seen: a bound folder of the host cannot be hit.
    work=$(mktemp -d)
    trap 'rm -rf --one-file-system "$work"' EXIT
    unshare --mount --propagation private "$0" --inside "$sample" "$work"
    exit
fi
sample=$2 work=$3
machine=$work/machine

say() { printf '%s\n' "$*" >&2; }

base=$cache/bookworm-$node.tar
if [[ ! -s $base ]]; then
    say 'building the minimal root (once)'
    mirror=$(sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\?\([^ ]*\).*/\2/p' /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1 || true)
    debootstrap --variant=minbase --include=ca-certificates bookworm "$machine" "${mirror:-http://deb.debian.org/debian}" >"$work/log" 2>&1 ||
        { tail -n 20 "$work/log" >&2; exit 1; }
else
    mkdir -p "$machine"
    tar -C "$machine" -xf "$base"
fi

# copy PATH…: brings files of the host to the same place, where they exist.
copy() { for path in "$@"; do [[ ! -e $path ]] || { rm -rf "${machine:?}$path"; mkdir -p "$machine${path%/*}"; cp -aL "$path" "$machine${path%/*}/"; }; done; }
copy /etc/resolv.conf /etc/hosts /etc/ssl/certs /usr/local/share/ca-certificates /etc/npmrc
copy /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list /etc/apt/auth.conf.d
for settings in /etc/apt/apt.conf.d/*; do ! grep -qiE 'proxy|Acquire' "$settings" || copy "$settings"; done
mkdir -p "$machine/root/.nuget/NuGet"
cp -f "$HOME/.nuget/NuGet/NuGet.Config" "$machine/root/.nuget/NuGet/" 2>/dev/null || true
cp -f "$HOME/.npmrc" "$machine/root/" 2>/dev/null || true

# Its root is a mount, as every machine's is: without that nothing in it can have mounts of its own. And its kernel shows itself: limits of
# processes are kept by control groups.
mount --bind "$machine" "$machine"
mkdir -p "$machine/sys"
mount --rbind /sys "$machine/sys"
mount -t proc proc "$machine/proc"
mount -t tmpfs tmpfs "$machine/dev" -o mode=755
for device in null zero full random urandom tty; do : >"$machine/dev/$device"; mount --bind "/dev/$device" "$machine/dev/$device"; done
ln -s /proc/self/fd "$machine/dev/fd"
mkdir "$machine/dev/shm" && mount -t tmpfs tmpfs "$machine/dev/shm"

mapfile -t settings < <(env | grep -iE '^[a-z_]*(proxy|_cert|cert_|_ca_|cainfo|capath|ca_bundle|ca_certs)[a-z_]*=' || true)
# inside COMMAND: runs it there. By pivot_root, as a machine starts: the kernel gives no user namespaces to what is in a chroot.
inside() {
    env -i "${settings[@]}" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 NO_COLOR=1 \
        ${NUGET_CERT_REVOCATION_MODE:+NUGET_CERT_REVOCATION_MODE=$NUGET_CERT_REVOCATION_MODE} \
        unshare --mount --propagation private /bin/bash -c 'cd "$0" && pivot_root . mnt && cd / && umount -l /mnt && exec /bin/bash -c "$1"' \
        "$machine" "cd /root && $1"
}

if [[ ! -s $base ]]; then
    # debootstrap itself does not solve what npm depends on.
    inside "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${packages[*]} && apt-get clean" >"$work/log" 2>&1 ||
        { tail -n 20 "$work/log" >&2; exit 1; }
    mkdir -p "$cache"
    tar -C "$machine" --one-file-system -cf "$base.new" . && mv "$base.new" "$base"
fi

# bind PATH: shows a folder of the host, read-only.
bind() { mkdir -p "$machine$1"; mount --rbind "$1" "$machine$1"; mount -o remount,bind,ro "$machine$1"; }
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
bind "$dotnet"
ln -sf "$dotnet/dotnet" "$machine/usr/bin/dotnet"
if [[ $node == host ]]; then
    for part in "$(readlink -f "$(command -v node)")" /usr/lib/node_modules; do
        [[ -d $part ]] && bind "$part" || copy "$part"
    done
    ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$machine/usr/bin/npm"
fi
git -C "$root" bundle create -q "$machine/root/source.bundle" HEAD
present() { inside "command -v $1 >/dev/null" && echo present || echo absent; }
rows=("pytest, before|$(inside '/usr/bin/python3 -m pytest --version >/dev/null 2>&1' && echo present || echo absent)|" "bubblewrap, before|$(present bwrap)|"
    "node|$(inside 'node --version' 2>/dev/null || echo absent)|" "SDK|$(inside 'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet --version' 2>/dev/null || echo absent)|")

status=0
# step NAME COMMAND…: runs it inside, shows what it says, keeps its exit code and time.
step() {
    local begun=$SECONDS code=0 log=$work/step.log
    inside "$2" >"$log" 2>&1 </dev/null || code=$?
    sed 's/^/    /' "$log" >&2
    rows+=("$1|exit $code, $(grep -E '^[0-9]+ passed' "$log" | tail -n 1 || true)|$((SECONDS - begun)) s")
    ((code == 0)) || status=1
}

step 'git clone' 'git -c advice.detachedHead=false clone -q source.bundle ouroboros'
step "./ouro repair samples/$sample --auto-apply" "cd ouroboros && ./ouro repair samples/$sample --auto-apply"
step 'the same command, built' "cd ouroboros && git checkout -q samples && ./ouro repair samples/$sample --auto-apply"
step './test' 'cd ouroboros && git checkout -q samples && ./test'

printf '%-44s %-36s %s\n' 'bare Debian 12' result time
for row in "${rows[@]}"; do IFS='|' read -r name result time <<<"$row"; printf '%-44s %-36s %s\n' "$name" "${result%, }" "$time"; done
exit "$status"
