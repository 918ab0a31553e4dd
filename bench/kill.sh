#!/usr/bin/env bash
# Kills ouro with SIGKILL at many instants: bench/kill.sh [AT-RANDOM [IN-APPLY-AND-UNDO]], 150 and 50 unless told.
# After each: no file half-written, the run resumable, the undo exact, no process left. The second kind uses OURO_FAILPOINT, which
# ends the process before or after the n-th journal write, rename or fsync. One table at the end.
set -euo pipefail
# shellcheck source=bench/measured.sh
source "$(dirname -- "$(readlink -f -- "$0")")/measured.sh"

at_random=${1:-150} in_release=${2:-50}
RANDOM=${SEED:-4711}
ground=$(mktemp -d)
trap 'rm -rf "$ground"' EXIT
"$ouro" --version >/dev/null
export HOME=$ground/home
mkdir "$HOME"
# The command itself, so that its id is known and nothing stands between it and the signal.
command=$root/.build/ouro/ouro

before=$ground/before after=$ground/after now=$ground/now
mkdir "$before"
cat >"$before/prices.py" <<'PY'
def cheapest(prices):
    return min(prices)


def total(prices, shipping):
    return sum(prices) - shipping
PY
cat >"$before/test_prices.py" <<'PY'
from prices import cheapest, total


def test_shipping_is_added():
    assert total([5, 7], 3) == 15
    assert total([], 4) == 4


def test_the_cheapest_is_found():
    assert cheapest([9, 2, 5]) == 2
PY
cp -r "$before" "$after"
sed -i 's/ - shipping/ + shipping/' "$after/prices.py"

kills=0 torn=0 stuck=0 inexact=0 leftover=0
# No file of the project may be torn at any instant; new contents may still lie beside them until the next command has tidied up.
untorn() { cmp -s "$now/prices.py" "$before/prices.py" || cmp -s "$now/prices.py" "$after/prices.py"; }
whole() { same "$now" "$before" || same "$now" "$after"; }

# check: what must hold after every kill, whatever was going on.
check() {
    kills=$((kills + 1))
    local intact=yes
    untorn || intact=no
    "$command" status >/dev/null 2>&1 || true
    whole || intact=no
    if [[ $intact == no ]]; then
        torn=$((torn + 1))
        echo "torn: $1" >&2
    fi
    "$command" resume --auto-apply >"$ground/resume" 2>&1 || true
    if ! (cd "$now" && same . "$after") && ! "$command" repair "$now" --auto-apply >"$ground/again" 2>&1; then
        stuck=$((stuck + 1))
        echo "stuck: $1" >&2
        tail -n 5 "$ground/resume" "$ground/again" >&2
    fi
    "$command" undo >"$ground/undo" 2>&1 || true
    if ! same "$now" "$before"; then
        inexact=$((inexact + 1))
        echo "inexact: $1" >&2
        tail -n 5 "$ground/undo" >&2
    fi
    sleep 0.2
    if pgrep -f "$now" >/dev/null; then
        leftover=$((leftover + 1))
        echo "left over: $1" >&2
    fi
}

# anew: the project as it was, entered.
anew() {
    cd "$ground"
    rm -rf "$now"
    cp -r "$before" "$now"
    cd "$now"
}

anew
begun=$EPOCHREALTIME
"$command" repair . --auto-apply >"$ground/first" 2>&1 || { cat "$ground/first" >&2; exit 1; }
length=$(awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { printf "%d", 1000 * (b - a) }')

for ((i = 0; i < at_random; i++)); do
    anew
    "$command" repair . --auto-apply >/dev/null 2>&1 </dev/null &
    pid=$!
    instant=$((RANDOM * 32768 + RANDOM))
    instant=$((instant % length))
    sleep "$(printf '%d.%03d' $((instant / 1000)) $((instant % 1000)))"
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    check "repair, after $instant of $length ms"
done
random_kills=$kills

# points COMMAND…: how many fail-points the command passes.
points() {
    local n=1
    while anew && "$prepare" && { OURO_FAILPOINT="*:$n" "$@" >/dev/null 2>&1; [[ $? == 137 ]]; }; do n=$((n * 2)); done
    echo "$n"
}

nothing() { :; }
repaired() { "$command" repair . --auto-apply >/dev/null 2>&1; }
released=0
for prepare in nothing repaired; do
    [[ $prepare == nothing ]] && line=("$command" repair . --auto-apply) || line=("$command" undo)
    most=$(points "${line[@]}")
    reached=0
    # The number of points is only known within a factor of two, so some tries come too late.
    for ((i = 0; reached < in_release / 2 && i < 3 * in_release; i++)); do
        anew
        "$prepare"
        # The release stands at the end of a repair: most of the points that count are there.
        n=$((1 + RANDOM % most))
        code=0
        OURO_FAILPOINT="*:$n" "${line[@]}" >/dev/null 2>&1 </dev/null || code=$?
        if [[ $code == 137 ]]; then
            released=$((released + 1)) reached=$((reached + 1))
        fi
        check "${line[1]}, fail-point $n of at most $most"
    done
done

printf '%-44s %6s\n' 'killed at random instants' "$random_kills" 'runs with a fail-point' "$((kills - random_kills))" \
    '  of which the point was reached' "$released" 'files half-written' "$torn" 'runs not to be finished' "$stuck" \
    'undos that are not exact' "$inexact" 'processes left over' "$leftover"
((torn + stuck + inexact + leftover == 0))
