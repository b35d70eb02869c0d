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
current=
build=
# A stage has its own process group, which Ctrl-C does not reach.
trap '[ -z "$current" ] || kill "$current"; [ -z "$build" ] || kill "$build"; exit 130' INT TERM
export HOLDFAST_RESULTS=$work/results
mkdir "$HOLDFAST_RESULTS"

# stage NAME SECONDS COMMAND...: a runner that hangs is a failed one.
stage() {
  local name=$1 limit=$2 code=0
  shift 2
  say "" && say "── $name"
  timeout --kill-after=30 "$limit" "$@" </dev/null &
  current=$!
  wait "$current" || code=$?
  current=
  [ "$code" -ne 124 ] || say "$name did not end within $limit s."
  echo "$code" >"$HOLDFAST_RESULTS/$name.exit"
}

stage verify 600 bash deploy/verify.sh
# Building is one processor's work of a minute, and the next stage mostly waits. What fails is said by the last stage.
nice npm run build >"$work/build.log" 2>&1 </dev/null &
build=$!
stage integration 2400 bash deploy/test/run-integration.sh "$work"
wait "$build"
stage e2e 2400 bash deploy/test/run-e2e.sh
say ""
node deploy/test/count-results.ts "$HOLDFAST_RESULTS"
