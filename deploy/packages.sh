# shellcheck shell=bash
# Sourced by start.sh and test.sh: makes sure that the Debian packages they need are installed.

say() { printf '%s\n' "$*"; }

refuse() {
  printf '\n%s\n' "$1" >&2
  shift
  for hint in "$@"; do printf '  %s\n' "$hint" >&2; done
  exit 1
}

missing=()

# need PROGRAM PACKAGE: notes the package when the program is not there.
need() {
  command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || missing+=("$2")
}

need_runtime_packages() {
  # The server, not only the client: Debian keeps it outside PATH.
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  need pgbackrest pgbackrest
  need setpriv util-linux
  need flock util-linux
  # The newer pgBackRest is linked to it; Debian 12's is not.
  compgen -G '/usr/lib/*/libssh2.so.1' >/dev/null || missing+=(libssh2-1)
  [ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
}

need_test_packages() {
  need chromium chromium
  need ceph-mon ceph-mon
  need ceph-osd ceph-osd
  need radosgw radosgw
  need openssl openssl
}

install_missing_packages() {
  [ ${#missing[@]} -gt 0 ] || return 0
  local packages log
  packages=$(printf '%s\n' "${missing[@]}" | sort -u | tr '\n' ' ')
  packages=${packages% }
  command -v apt-get >/dev/null 2>&1 ||
    refuse "These programs are missing: $packages." "This is not a Debian system: install them with its package manager, then run the same command again."
  if [ "$(id -u)" -ne 0 ]; then
    refuse "Some Debian packages are missing, and only root may install them. Run:" \
      "sudo sh -c '$(switch_cluster_off_command)apt-get update && apt-get install -y --no-install-recommends $packages'" \
      "then run the same command again."
  fi
  say "Installing Debian packages: $packages"
  log=$(mktemp)
  # Before PostgreSQL is unpacked: else Debian starts a cluster of its own on port 5432.
  case " $packages " in *" postgresql "*) switch_automatic_cluster_off ;; esac
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # a list of words
  if ! { apt-get update -q && apt-get install -y -q --no-install-recommends $packages; } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    refuse "Installing the Debian packages failed; apt's last words are above, all of them in $log." \
      "Repair that (network, disk, sources), then run the same command again."
  fi
  rm -f "$log"
}

cluster_switch=/etc/postgresql-common/createcluster.d/holdfast.conf

switch_automatic_cluster_off() {
  mkdir -p "$(dirname "$cluster_switch")"
  printf '# Holdfast starts its own servers; none is wanted on port 5432.\ncreate_main_cluster = false\n' >"$cluster_switch"
}

switch_cluster_off_command() {
  case " ${missing[*]} " in
    *" postgresql "*)
      printf 'mkdir -p %s && echo create_main_cluster = false > %s && ' "$(dirname "$cluster_switch")" "$cluster_switch"
      ;;
  esac
}
