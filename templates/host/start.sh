#!/bin/sh
# Starts the host program, which is written in Python. Where there is none it is installed, if the run may install things.
set -eu
bundle=$1

refuse() {
  printf '{"event":"failure","step":"","code":"bootstrap-failed","text":"%s"}\n{"event":"done","text":"failed"}\n' "$1"
  rm -rf "$bundle"
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_python() {
  if command -v apt-get >/dev/null; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends python3
  elif command -v dnf >/dev/null; then as_root dnf -q -y install python3
  else return 1
  fi </dev/null >&2
}

if ! command -v python3 >/dev/null; then
  [ -e "$bundle/may-install" ] || refuse 'the host has no python3, and bootstrap is false: install python3 (3.9 or newer)'
  echo '{"event":"log","step":"","text":"Installing python3, which the host program needs"}'
  install_python || refuse 'the host has no python3, and it could not be installed'
fi
exec python3 -BES "$bundle/start.py" "$bundle"
