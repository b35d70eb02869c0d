#!/usr/bin/env bash
# The journeys in a real browser against a Holdfast that the suite builds and starts itself.
set -euo pipefail
npm run build
export PLAYWRIGHT_JSON_OUTPUT_FILE=$HOLDFAST_RESULTS/e2e.json
exec playwright test -c e2e/playwright.config.ts --reporter=list,json
