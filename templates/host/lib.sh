#!/bin/sh
# What every part of the host program shares. BUNDLE is the folder that was received; `vars` holds the values, quoted.
LC_ALL=C
PATH="$PATH:/usr/local/bin:/usr/sbin:/sbin"
DEBIAN_FRONTEND=noninteractive
export LC_ALL PATH DEBIAN_FRONTEND

# shellcheck source=/dev/null
. "$BUNDLE/vars"

RELEASES=$ROOT/releases
CURRENT=$ROOT/current
NEXT=$RELEASES/${RELEASE:?}
# What a release needs to be run lies outside its folder: that is a build context, and containers may mount it.
NEXT_RECORD=$ROOT/records/$RELEASE
export RELEASES CURRENT NEXT NEXT_RECORD

# Prints the folder with a release's record. Releases made before 0.2 keep it among the repository's files.
record_of() {
  if [ -d "$ROOT/records/$1" ]; then printf '%s' "$ROOT/records/$1"; else printf '%s' "$RELEASES/$1/.ec2-https-deploy"; fi
}

# Prints the name of the release that `current` leads to, or nothing.
current_release() {
  shown=$(readlink "$CURRENT" 2>/dev/null) || return 0
  printf '%s' "${shown##*/}"
}

# Prints the path of a release's .env: in its record where the repository's Dockerfile is all there is, else where compose reads it.
env_of() {
  env_record=$(record_of "$1")
  if [ -f "$env_record/env" ]; then printf '%s' "$env_record/env"; else printf '%s' "$RELEASES/$1/.env"; fi
}

# Prints the compose files of a release with `|` between them: the repository's own, then ours.
compose_files_of() {
  files_record=$(record_of "$1")
  files=$(cat "$files_record/compose-files")
  case $files_record in
    "$ROOT/records/"*) set -- app edge release images ;;
    *) set -- images ;;
  esac
  for overlay in "$@"; do
    if [ -f "$files_record/$overlay.compose.yml" ]; then files="${files:+$files|}$files_record/$overlay.compose.yml"; fi
  done
  printf '%s' "$files"
}

json() { printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/[[:cntrl:]]/ /g' | tr '\n' ' '; }

# Events go to descriptor 3, a JSON object a line.
event() { printf '{"event":"%s","step":"%s","text":"%s"}\n' "$1" "${STEP:-}" "$(json "$2")" >&3; }

# fail CODE DETAIL: ends the step with an error code of the action.
fail() {
  printf '{"event":"failure","step":"%s","code":"%s","text":"%s"}\n' "${STEP:-}" "$1" "$(json "$2")" >&3
  exit 1
}

# waiting_for TEXT: tells what the step waits for from now on, for the lines that come while nothing else does.
waiting_for() { event waiting "$1"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# A user who was put in the docker group a moment ago is not in it for this session yet: sudo until then.
as_docker() {
  if [ -w /var/run/docker.sock ]; then "$@"; else as_root "$@"; fi
}

# As root docker gets root's home: what it writes into ours would shut us out of it later.
docker_home() {
  if [ -w /var/run/docker.sock ]; then printf '%s' "$HOME"; else printf '/root'; fi
}

engine() { as_docker docker "$@" </dev/null; }

# compose_at DIR ARGS…: compose on a release, or on `current`, with an environment of its own so that nothing of the
# session can leak into the stack. DIR keeps its symlink: paths of `current` stay the same from release to release.
compose_at() {
  compose_dir=$1
  shift
  if [ "$compose_dir" = "$CURRENT" ]; then compose_release=$(current_release); else compose_release=${compose_dir##*/}; fi
  compose_folder=$(cat "$(record_of "$compose_release")/compose-folder")
  (
    cd "$compose_dir" || exit 1
    as_docker env -i "PATH=$PATH" "HOME=$(docker_home)" "PWD=$compose_dir" "COMPOSE_PROJECT_NAME=$PROJECT" \
      "COMPOSE_FILE=$(compose_files_of "$compose_release")" 'COMPOSE_PATH_SEPARATOR=|' "RELEASE_ENV_FILE=$(env_of "$compose_release")" \
      COMPOSE_BAKE=false COMPOSE_ANSI=never COMPOSE_PROGRESS=plain \
      docker compose --project-directory "$compose_dir${compose_folder:+/$compose_folder}" --env-file "$(env_of "$compose_release")" "$@" </dev/null
  )
}

# run_at DIR ARGS…: a container for one command. By its label what is left of it is found, and taken away, when the step is ended.
run_at() {
  run_dir=$1
  shift
  compose_at "$run_dir" run --rm -T --label "ec2-https-deploy.run=$RUN_TOKEN" "$@"
}

# The release that runs, or before there is one, the one to be.
newest() { if [ -e "$CURRENT" ]; then printf '%s' "$CURRENT"; else printf '%s' "$NEXT"; fi; }

compose() { compose_at "$CURRENT" "$@"; }

containers_of() {
  engine ps --all --quiet --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False "$@"
}

# Prints the running container of a service. By the engine: a call of compose takes three times as long.
running_container() { containers_of --filter status=running --filter "label=com.docker.compose.service=$1" | head -n 1; }

# Takes up a changed nginx configuration, if it is one. From within: a container that the engine sends a signal, any signal,
# counts as stopped by hand from then on, and `restart: unless-stopped` does not bring it back after a reboot.
reload_edge() {
  edge_container=$(running_container "$EDGE_SERVICE")
  [ -n "$edge_container" ] || return 1
  engine exec "$edge_container" sh -c 'nginx -t && nginx -s reload'
}
