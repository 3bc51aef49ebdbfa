#!/bin/sh
# Installs what the host lacks: a Docker Engine, the compose plugin, cron, git. NEEDS names them, separated by spaces.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

needs() { case " $NEEDS " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }

refresh() {
  waiting_for 'the package lists, or for another package tool to end'
  case $OS_FAMILY in
    # A fresh machine runs its own updates at first boot and holds the lock for a while. One that was interrupted is ended first.
    apt) as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a </dev/null || true
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update ;;
    dnf) : ;;
  esac
}

install() {
  waiting_for "$* to be installed"
  case $OS_FAMILY in
    apt) as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@" ;;
    dnf) as_root dnf -q -y install "$@" ;;
  esac </dev/null || fail bootstrap-failed "installing $*"
}

available() { apt-cache show "$1" 2>/dev/null | grep -q '^Version:'; }

# The version that apt would install, or nothing.
candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([0-9].*\)$/\1/p'; }

install_docker() {
  case $OS_FAMILY in
    apt)
      set -- docker.io iptables ca-certificates
      if available docker-cli; then set -- "$@" docker-cli; fi
      install "$@" ;;
    dnf) install docker ;;
  esac
  as_root systemctl enable --now docker || fail bootstrap-failed 'starting docker.service'
  if [ "$(id -u)" -ne 0 ]; then as_root usermod -aG docker "$(id -un)"; fi
}

wait_for_engine() {
  waiting_for 'the Docker Engine to answer'
  for _ in $(seq 60); do
    if engine info >/dev/null 2>&1; then return 0; fi
    sleep 1
  done
  fail bootstrap-failed 'the Docker Engine was installed but does not answer after 60 seconds'
}

# Prints the name of the distribution's package if that brings a compose that is new enough.
compose_package() {
  [ "$OS_FAMILY" = apt ] || return 1
  for name in docker-compose-v2 docker-compose; do
    version=$(candidate "$name")
    [ -n "$version" ] || continue
    if dpkg --compare-versions "$version" ge "$COMPOSE_MINIMUM"; then printf '%s' "$name"; return 0; fi
  done
  return 1
}

# Fetched and checked before anything is installed, so that a wrong download leaves the host as it was.
fetch_plugin() {
  command -v curl >/dev/null 2>&1 || install curl ca-certificates
  echo "Fetching $PLUGIN_URL"
  waiting_for "$PLUGIN_URL"
  curl --fail --silent --show-error --location --retry 3 --max-time 300 --output "$plugin" -- "$PLUGIN_URL" ||
    fail bootstrap-failed "fetching $PLUGIN_URL"
  found=$(sha256sum "$plugin" | cut -d ' ' -f 1)
  [ "$found" = "$PLUGIN_SHA256" ] || fail plugin-checksum "$PLUGIN_URL has the SHA-256 $found, expected was $PLUGIN_SHA256"
}

install_plugin() {
  as_root mkdir -p /usr/local/lib/docker/cli-plugins
  as_root cp "$plugin" /usr/local/lib/docker/cli-plugins/docker-compose
  as_root chmod 0755 /usr/local/lib/docker/cli-plugins/docker-compose
}

install_compose() {
  if [ -n "$package" ]; then install "$package"; else install_plugin; fi
  docker compose version --short || fail bootstrap-failed 'docker compose was installed but does not run'
}

install_git() {
  case $OS_FAMILY in
    apt) install git openssh-client ;;
    dnf) install git openssh-clients ;;
  esac
}

install_cron() {
  case $OS_FAMILY in
    apt) install cron && as_root systemctl enable --now cron ;;
    dnf) install cronie && as_root systemctl enable --now crond ;;
  esac || fail bootstrap-failed 'starting cron'
}

refresh || fail bootstrap-failed 'refreshing the package lists'
package=''
plugin=$BUNDLE/docker-compose
if needs compose && ! package=$(compose_package); then fetch_plugin; fi
if needs git; then install_git; fi
if needs docker; then install_docker; fi
wait_for_engine
if needs compose; then install_compose; fi
if needs cron; then install_cron; fi
