#!/usr/bin/env bash
# Puts a newer pgBackRest than Debian 12's into a private prefix. It comes from a later Debian release through apt,
# which checks the signatures; nothing of the system is replaced. It never fails: without it Debian 12's own is used,
# and what that costs is said.
set -uo pipefail

prefix=/opt/holdfast/engines
suite=trixie
attempt=$prefix/last-attempt
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

works() {
  "$prefix/bin/pgbackrest" version >/dev/null 2>&1
}

is_older_debian() {
  . /etc/os-release 2>/dev/null && [ "${ID:-}" = debian ] && [ "${VERSION_ID:-99}" -le 12 ]
}

tried_today() {
  [ -n "$(find "$attempt" -mmin -1440 2>/dev/null)" ]
}

# The private apt sees only the later release; its address is the one this machine already uses.
configure_apt() {
  local archive
  # shellcheck disable=SC2016 # apt's own placeholders
  archive=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Identifier: Packages' |
    awk -v release="$VERSION_CODENAME" '$1 == release { print $2; exit }')
  [ -n "$archive" ] || return 1
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/preferences"
  printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$archive" "$suite" >"$work/sources.list"
  cat >"$work/apt.conf" <<CONF
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "$work/preferences";
Dir::State::lists "$work/lists";
Dir::Cache "$work/cache";
APT::Sandbox::User "root";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
Acquire::Retries "1";
CONF
}

fetch() {
  export APT_CONFIG=$work/apt.conf
  timeout 120 apt-get update -qq && cd "$work" && timeout 120 apt-get download -qq pgbackrest &&
    dpkg -x ./pgbackrest_*.deb unpacked
}

install_binary() {
  local unpacked=$work/unpacked/usr/bin/pgbackrest installed=$prefix/bin/pgbackrest
  mkdir -p "$prefix/bin" || return 1
  chmod 755 "${prefix%/*}" "$prefix" "$prefix/bin"
  # A binary that does not run here must never be found by the worker.
  "$unpacked" version >/dev/null 2>&1 && install -m 755 "$unpacked" "$installed.new" && mv "$installed.new" "$installed"
}

say_fallback() {
  echo "Using Debian 12's own pgBackRest 2.45. Without the newer one there are no block-level incremental backups: an"
  echo "incremental backup copies each changed file whole."
}

works && exit 0
is_older_debian || exit 0
if [ "$(id -u)" -ne 0 ] || tried_today; then
  say_fallback
  exit 0
fi

echo "Installing the newer pgBackRest into $prefix"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if (configure_apt && fetch && install_binary) >"$work/log" 2>&1 && works; then
  exit 0
fi
mkdir -p "$prefix" && cp "$work/log" "$attempt"
echo "That did not work (why: $attempt); it is tried again in a day."
say_fallback
exit 0
