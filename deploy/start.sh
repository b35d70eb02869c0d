#!/usr/bin/env bash
# `npm start`: brings this machine to the point where deploy/embedded/start.ts can run, then becomes it.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=deploy/packages.sh
. deploy/packages.sh
# shellcheck source=deploy/dependencies.sh
. deploy/dependencies.sh

need_runtime_packages
install_missing_packages
bash deploy/install-engines.sh
install_dependencies
exec node deploy/embedded/start.ts
