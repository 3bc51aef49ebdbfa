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
  fact docker-version "$(as_docker version --format '{{.Server.Version}}')"
}

# The plugin is asked itself: docker would start it twice.
observe_compose() {
  find_plugin
  if [ -n "$plugin" ] && compose=$("$plugin" version --short </dev/null 2>/dev/null); then
    case $compose in
      v[0-9]*|[0-9]*) fact compose "$compose"; return 0 ;;
    esac
  fi
  compose=$(docker compose version --short </dev/null 2>/dev/null)
  fact compose "$compose"
  [ -n "$compose" ] || observe_compose_v1
}

observe_compose_v1() {
  command -v docker-compose >/dev/null 2>&1 || return 0
  case $(docker-compose version --short </dev/null 2>/dev/null) in 1.*) fact compose-v1 yes ;; esac
}

# Who may ask the engine, and every container of the host, once: the project's own, and who has the ports. A port of `docker ps` is
# "0.0.0.0:80->80/tcp", or a range "[::]:80-81->80-81/tcp", with a comma between two.
observe_containers() {
  list_containers |
    {
      access=none
      holder_80=''
      holder_443=''
      while IFS='|' read -r name owner oneoff service state status ports config image; do
        case $name in =*) access=${name#=}; continue ;; esac
        [ "$owner" != "$PROJECT" ] || [ "$oneoff" != False ] || fact container "$service|$state|$status|$config|$image"
        [ -n "$holder_80" ] || ! publishes 80 "$ports" || holder_80="$name|$owner"
        [ -n "$holder_443" ] || ! publishes 443 "$ports" || holder_443="$name|$owner"
      done
      fact docker-access "$access"
      observe_port 80 "$holder_80"
      observe_port 443 "$holder_443"
    }
}

# The last line is "=direct" or "=sudo", which no container is called, if the engine could be asked.
list_containers() {
  set -- ps --all \
    --format '{{.Names}}|{{.Label "com.docker.compose.project"}}|{{.Label "com.docker.compose.oneoff"}}|{{.Label "com.docker.compose.service"}}|{{.State}}|{{.Status}}|{{.Ports}}|{{.Label "com.docker.compose.config-hash"}}|{{.Label "com.docker.compose.image"}}'
  if docker "$@" </dev/null 2>/dev/null; then echo '=direct'
  elif [ "${uid:?}" -ne 0 ] && sudo -n docker "$@" </dev/null 2>/dev/null; then echo '=sudo'
  fi
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

# Whether we may do as root does, and the certificate (public) out of its volume: one call of sudo answers both, if it is where
# it was.
observe_privileged() {
  file=live/$CERTIFICATE_NAME/fullchain.pem
  privilege=none
  if [ "${uid:?}" -eq 0 ]; then privilege=root
  elif [ -n "$mountpoint" ] && pem=$(sudo -n cat "$mountpoint/$file" </dev/null 2>/dev/null); then
    fact privilege sudo
    fact_certificate
    return 0
  elif sudo -n true </dev/null 2>/dev/null; then privilege=sudo
  fi
  fact privilege "$privilege"
  [ -n "$CERTIFICATE_VOLUME" ] && command -v docker >/dev/null 2>&1 || return 0
  if pem=$(read_certificate); then fact_certificate; fi
}

# By its place on the disk where we may, else through a container that mounts it.
read_certificate() {
  [ "$privilege" != root ] || [ -z "$mountpoint" ] || ! cat "$mountpoint/$file" 2>/dev/null || return 0
  mountpoint=$(as_docker volume inspect --format '{{.Mountpoint}}' "$CERTIFICATE_VOLUME") || return 1
  case $privilege in
    root) cat "$mountpoint/$file" 2>/dev/null; return ;;
    sudo) sudo -n cat "$mountpoint/$file" </dev/null 2>/dev/null; return ;;
  esac
  holder=$(as_docker ps --quiet --filter "volume=$CERTIFICATE_VOLUME") || return 1
  [ -n "$holder" ] && as_docker exec "${holder%%[!0-9a-f]*}" cat "/etc/letsencrypt/$file"
}

# The site's own; those of its authorities come after it, and are twice as long.
fact_certificate() {
  end='-----END CERTIFICATE-----'
  case $pem in *"$end"*) pem=${pem%%"$end"*}$end ;; esac
  printf '%s\n' "$pem" | fact_lines certificate
}
