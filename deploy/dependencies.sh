# shellcheck shell=bash
# Sourced by start.sh and test.sh, in the project's root: the npm packages of the lockfile, and Node 24 first on PATH.

install_dependencies() {
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    refuse "Node.js is missing." "Install Node.js 20 or newer with npm, then run the same command again."
  fi
  # One at a time: two at once would each remove the other's packages.
  exec 8<"$PWD/package.json"
  flock -n 8 || { say "Waiting for another command that installs npm packages here …"; flock 8; }
  if ! node deploy/is-installed.mjs; then
    say "Installing npm packages …"
    local log
    log=$(mktemp)
    if ! npm ci --no-audit --no-fund >"$log" 2>&1 </dev/null; then
      tail -n 20 "$log" >&2
      refuse "npm ci failed; its last words are above, all of them in $log." "Repair that (network, disk), then run the same command again."
    fi
    rm -f "$log"
  fi
  exec 8<&-
  export PATH="$PWD/node_modules/.bin:$PATH"
  case "$(node -v)" in
    v2[4-9].*) ;;
    *) refuse "Holdfast runs on Node.js 24; this machine's processor has no package of it, and the Node.js installed is $(node -v)." "Install Node.js 24, then run the same command again." ;;
  esac
}
