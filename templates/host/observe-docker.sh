#!/bin/sh
# The part of the look at a host that asks docker; observe.sh comes after it and calls it. Only functions: each of them may run
# beside the others, so none sets what another reads.

# As the user if it may, else by sudo. Each call finds that out for itself, so that none waits for another.
as_docker() {
  docker "$@" </dev/null 2>/dev/null && return 0
  [ "${uid:?}" -ne 0 ] || return 1
  sudo -n docker "$@" </dev/null 2>/dev/null
}

observe_engine() {
  access=none
  if engine=$(docker version --format '{{.Server.Version}}' </dev/null 2>/dev/null); then access=direct
  elif [ "${uid:?}" -ne 0 ] && engine=$(sudo -n docker version --format '{{.Server.Version}}' </dev/null 2>/dev/null); then access=sudo
  fi
  fact docker-access "$access"
  [ "$access" = none ] || fact docker-version "$engine"
}

# The plugin is asked itself, where docker looks for it (docker/cli, cli-plugins/manager): docker would start it twice.
observe_compose() {
  for folder in "${DOCKER_CONFIG:-$HOME/.docker}" /usr/local/lib/docker /usr/local/libexec/docker /usr/lib/docker /usr/libexec/docker; do
    plugin=$folder/cli-plugins/docker-compose
    [ -x "$plugin" ] || continue
    compose=$("$plugin" version --short </dev/null 2>/dev/null) || break
    case $compose in
      v[0-9]*|[0-9]*) fact compose "$compose"; return 0 ;;
    esac
    break
  done
  fact compose "$(docker compose version --short </dev/null 2>/dev/null)"
}

observe_compose_v1() {
  command -v docker-compose >/dev/null 2>&1 || return 0
  case $(docker-compose version --short </dev/null 2>/dev/null) in 1.*) fact compose-v1 yes ;; esac
}

# Every container of the host, once: the project's own, and who has the ports. A port of `docker ps` is
# "0.0.0.0:80->80/tcp", or a range "[::]:80-81->80-81/tcp", with a comma between two.
observe_containers() {
  as_docker ps --all \
    --format '{{.Names}}|{{.Label "com.docker.compose.project"}}|{{.Label "com.docker.compose.oneoff"}}|{{.Label "com.docker.compose.service"}}|{{.State}}|{{.Status}}|{{.Ports}}' |
    {
      holder_80=''
      holder_443=''
      while IFS='|' read -r name owner oneoff service state status ports; do
        [ "$owner" != "$PROJECT" ] || [ "$oneoff" != False ] || fact container "$service|$state|$status"
        [ -n "$holder_80" ] || ! publishes 80 "$ports" || holder_80="$name|$owner"
        [ -n "$holder_443" ] || ! publishes 443 "$ports" || holder_443="$name|$owner"
      done
      observe_port 80 "$holder_80"
      observe_port 443 "$holder_443"
    }
}

# publishes PORT PORTS
publishes() {
  rest=$2,
  while [ -n "$rest" ]; do
    one=${rest%%,*}
    rest=${rest#*,}
    case $one in *:*-\>*/tcp) ;; *) continue ;; esac
    outside=${one%%->*}
    outside=${outside##*:}
    case ${outside%-*}${outside#*-} in ''|*[!0-9]*) continue ;; esac
    [ "$1" -ge "${outside%-*}" ] && [ "$1" -le "${outside#*-}" ] && return 0
  done
  return 1
}

# observe_port PORT HOLDER: the container that has it, as `NAME|PROJECT`, or nothing.
observe_port() {
  if [ -n "$2" ]; then
    owner=${2#*|}
    ours=no
    [ "$owner" = "$PROJECT" ] && ours=yes
    fact port "$1|$ours|container ${2%%|*}${owner:+ (project $owner)}"
    return 0
  fi
  listener=$(sudo -n ss -Hltnp "sport = :$1" </dev/null 2>/dev/null || ss -Hltnp "sport = :$1" </dev/null 2>/dev/null) || return 0
  case $listener in
    '') return 0 ;;
    *'users:(("'*) program=${listener#*'users:(("'}; program=${program%%'"'*} ;;
    *) program='' ;;
  esac
  fact port "$1|no|${program:-another program}"
}

# The certificate (public) out of its volume: by its place on the disk where we may, else through a container that mounts it.
read_certificate() {
  mountpoint=$(as_docker volume inspect --format '{{.Mountpoint}}' "$CERTIFICATE_VOLUME") || return 1
  file=live/$CERTIFICATE_NAME/fullchain.pem
  if [ "${uid:?}" -eq 0 ]; then cat "$mountpoint/$file" 2>/dev/null; return; fi
  sudo -n cat "$mountpoint/$file" </dev/null 2>/dev/null && return 0
  sudo -n true </dev/null 2>/dev/null && return 1
  holder=$(as_docker ps --quiet --filter "volume=$CERTIFICATE_VOLUME") || return 1
  [ -n "$holder" ] && as_docker exec "${holder%%[!0-9a-f]*}" cat "/etc/letsencrypt/$file"
}

observe_certificate() {
  [ -n "$CERTIFICATE_VOLUME" ] || return 0
  pem=$(read_certificate) || return 0
  # The site's own; those of its authorities come after it, and are twice as long.
  end='-----END CERTIFICATE-----'
  case $pem in *"$end"*) pem=${pem%%"$end"*}$end ;; esac
  fact certificate "$pem"
}
