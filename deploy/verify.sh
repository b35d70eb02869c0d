#!/usr/bin/env bash
# `npm run verify`: the fast part of the suite, without services: types, lint, dead code, unit tests.
# With HOLDFAST_RESULTS set to a folder it leaves there what the whole suite counts.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
# shellcheck source=deploy/packages.sh
. deploy/packages.sh
# shellcheck source=deploy/dependencies.sh
. deploy/dependencies.sh
install_dependencies

results=${HOLDFAST_RESULTS:-$(mktemp -d)}

# shellcheck disable=SC2317 # called through check
check() {
  local name=$1 log=$results/$1.log started=$SECONDS
  shift
  if "$@" >"$log" 2>&1 </dev/null; then
    echo "$name: ok ($((SECONDS - started)) s)"
  else
    cat "$log"
    echo "$name: failed ($((SECONDS - started)) s)"
    echo "$name" >>"$results/failed-checks"
  fi
}

generate() {
  node deploy/build/generate-client.ts
  # Types that Next.js writes itself: of style sheets and images.
  [ -f next-env.d.ts ] || next typegen
}

unit_tests() {
  env -u FORCE_COLOR NO_COLOR=1 vitest run --project unit --reporter=default --reporter=json --outputFile.json="$results/unit.json"
}

check generate generate
# The two that take long, side by side.
check types tsc --noEmit &
check lint biome check --error-on-warnings
check dead-code knip
check unit unit_tests
wait
grep -E '^ *(Test Files|Tests) ' "$results/unit.log"
failed=0
[ ! -e "$results/failed-checks" ] || failed=1
[ -n "${HOLDFAST_RESULTS:-}" ] || rm -rf "$results"
exit $failed
