#!/usr/bin/env bash
# `npm test`: the whole suite on a machine with nothing but Debian, Node.js and npm. It ends with one line,
# "N passed, N failed", counted from what the test runners themselves recorded.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
# shellcheck source=deploy/packages.sh
. deploy/packages.sh
# shellcheck source=deploy/dependencies.sh
. deploy/dependencies.sh

need_runtime_packages
need_test_packages
install_missing_packages
bash deploy/install-engines.sh
install_dependencies

work=$(mktemp -d /var/tmp/holdfast-test.XXXXXX)
chmod 711 "$work"
trap 'rm -rf "$work"' EXIT
export HOLDFAST_RESULTS=$work/results
mkdir "$HOLDFAST_RESULTS"

declare -A running
# A stage has its own process group, which Ctrl-C does not reach.
trap 'kill "${running[@]}"; exit 130' INT TERM

# start NAME SECONDS COMMAND...: in the background; a runner that hangs is a failed one.
start() {
  local name=$1 limit=$2
  shift 2
  timeout --kill-after=30 "$limit" "$@" </dev/null >"$work/$name.log" 2>&1 &
  running[$name]=$!
}

# finish NAME: shows what a stage says, from its beginning, until it ends.
finish() {
  local name=$1 code=0
  say "" && say "── $name"
  tail --lines=+1 --follow --sleep-interval=0.2 --pid="${running[$name]}" "$work/$name.log" &
  wait "${running[$name]}" || code=$?
  wait $!
  unset "running[$name]"
  [ "$code" -ne 124 ] || say "$name did not end in its time."
  echo "$code" >"$HOLDFAST_RESULTS/$name.exit"
}

start verify 600 bash deploy/verify.sh
finish verify
# Side by side: both mostly wait for servers.
start integration 2400 bash deploy/test/run-integration.sh "$work"
start e2e 2400 bash deploy/test/run-e2e.sh
finish integration
finish e2e
say ""
node deploy/test/count-results.ts "$HOLDFAST_RESULTS"
