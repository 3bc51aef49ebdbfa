#!/bin/sh
# What a deploy noted of this host's Docker (remember.sh), and whether it still holds. The look and the host program use it.
# Only functions. They need `root`, ENGINE_PID_FILE and ENGINE_SOCKET, and start two processes at most.
#
# The note is a line each of `engine SIGN|VERSION`, `compose SIGN|VERSION` and `volume SIGN|NAME|MOUNTPOINT`. A sign is what
# cannot stay the same if the answer changed: of a program file its place, inode, size and times; of the engine its process, with
# the moment it began, the client that asks it, and the client's configuration. What has no sign is neither noted nor recalled.

# Sets `plugin` to the compose plugin that docker would start, where docker looks for it (docker/cli, cli-plugins/manager).
find_plugin() {
  for folder in "${DOCKER_CONFIG:-$HOME/.docker}" /usr/local/lib/docker /usr/local/libexec/docker /usr/lib/docker /usr/libexec/docker; do
    plugin=$folder/cli-plugins/docker-compose
    [ ! -x "$plugin" ] || return 0
  done
  plugin=''
}

# Sets `process` to the running engine's; nothing unless it is the one that this user reaches without being told of another.
find_engine() {
  process=''
  [ -z "${DOCKER_HOST:-}${DOCKER_CONTEXT:-}" ] && [ -w "${ENGINE_SOCKET:?}" ] || return 0
  pid=''
  boot=''
  stat=''
  { IFS= read -r pid <"${ENGINE_PID_FILE:?}" || [ -n "$pid" ]; } 2>/dev/null || return 0
  case $pid in ''|*[!0-9]*) return 0 ;; esac
  { IFS= read -r stat <"/proc/$pid/stat" && IFS= read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null || return 0
  # A process's start, in ticks since the machine's, is the 22nd word (man 5 proc_pid_stat).
  case $stat in "$pid (dockerd) "*) ;; *) return 0 ;; esac
  read -r _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ start _ <<END
$stat
END
  process="$boot $pid $start"
}

# Sets `engine_sign` and `compose_sign`; each is empty if there is none.
read_signs() {
  engine_sign=''
  compose_sign=''
  find_plugin
  find_engine
  client=$(command -v docker) || return 0
  config=${DOCKER_CONFIG:-$HOME/.docker}/config.json
  signs=$(stat -Lc '%n %i %s %.9Y %.9Z' -- "$client" "${plugin:-/}" "$config" 2>/dev/null) || :
  case $signs in *\|*) return 0 ;; esac
  client_sign=''
  config_sign=''
  while IFS= read -r sign; do
    case $sign in
      "$client "*) client_sign=$sign ;;
      "${plugin:-/} "*) [ -z "$plugin" ] || compose_sign=$sign ;;
      "$config "*) config_sign=$sign ;;
    esac
  done <<END
$signs
END
  [ -z "$process" ] || [ -z "$client_sign" ] || engine_sign="$process $client_sign $config_sign"
}

# Sets `engine_version`, `compose_version` and `mountpoint` (of the volume $1) to what was noted and still holds; else to nothing.
recall() {
  engine_version=''
  compose_version=''
  mountpoint=''
  [ -r "${root:?}/docker-noted" ] || return 0
  read_signs
  while IFS='|' read -r sign value rest; do
    case $sign in
      'engine ') ;;
      "engine $engine_sign") engine_version=$value ;;
      'compose ') ;;
      "compose $compose_sign") compose_version=$value ;;
      'volume ') ;;
      "volume $engine_sign") [ "$value" != "$1" ] || mountpoint=$rest ;;
    esac
  done <"$root/docker-noted"
}

# Whether all that can be noted is known, of the volume $1 or of none.
is_all_recalled() {
  [ -n "$engine_version" ] && [ -n "$compose_version" ] && { [ -z "$1" ] || [ -n "$mountpoint" ]; }
}
