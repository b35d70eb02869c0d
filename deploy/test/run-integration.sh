#!/usr/bin/env bash
# The tests against real servers. PostgreSQL refuses to run as root, so root runs them as postgres; a checkout that
# this user cannot read is copied to the folder given.
set -euo pipefail
# usage: run-integration.sh FOLDER [FILTER...]
work=$1
shift
output=$work/integration
mkdir "$output"
runner=(vitest run --configLoader runner --project integration --reporter=default --reporter=json "--outputFile.json=$output/integration.json" "$@")

if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$output"
  as_postgres=(runuser -u postgres -- env "HOME=$output" "HOLDFAST_TEST_CACHE=$output/cache")
  unreadable=$(runuser -u postgres -- find "$PWD" \( -name .git -o -name .next -o -name dist \) -prune -o \
    ! -readable -print -quit 2>/dev/null || echo "$PWD")
  if [ -n "$unreadable" ]; then
    echo "The user postgres cannot read $unreadable: testing a copy of the tree."
    mkdir "$work/tree"
    # The program is built meanwhile: without what that writes, and whatever else changed is no failure (tar's 1).
    find . -mindepth 1 -maxdepth 1 ! -name .git ! -name .next ! -name dist ! -name next-env.d.ts -print0 |
      { tar -cf - --null -T - || [ $? -eq 1 ]; } | tar -xf - -C "$work/tree"
    chmod -R a+rX "$work/tree"
    cd "$work/tree"
    export PATH="$PWD/node_modules/.bin:$PATH"
  fi
  runner=("${as_postgres[@]}" "PATH=$PATH" "${runner[@]}")
fi

code=0
"${runner[@]}" || code=$?
cp "$output/integration.json" "$HOLDFAST_RESULTS/" 2>/dev/null || true
exit "$code"
