#!/bin/sh
# Puts one release of the app in the place of another without losing a request. Read, after health.sh, by the steps that do so.

# A line a container of the app: id|state|release|replicas that its release asked for
app_containers() {
  engine ps --all --no-trunc --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False \
    --filter "label=com.docker.compose.service=$APP_SERVICE" \
    --format '{{.ID}}|{{.State}}|{{.Label "ec2-https-deploy.release"}}|{{.Label "ec2-https-deploy.replicas"}}'
}

# The release's own name for its app; no container of another release answers to it.
alias_of() { printf 'release-%s' "$1" | tr '[:upper:]' '[:lower:]'; }

# From the next request on the edge asks this release: by its own name, if its containers have one, else by the service's.
show_release() {
  [ "$OWN_EDGE" = no ] || return 0
  if [ "$ROLLING" = yes ] && grep -qF "$(alias_of "$1")" "$(record_of "$1")/release.compose.yml" 2>/dev/null; then
    turn_edge "$(alias_of "$1"):$APP_PORT" "$1"
  else
    turn_edge "$APP_SERVICE:$APP_PORT" "$1"
  fi
}

# Notes how many containers of the app there are to be: as many as this release declares, unless a person asked for another
# number by `docker compose up --scale`, so that there are not as many as their own release declared: then that number.
note_replicas() {
  app_containers | awk -F '|' -v now="$APP_REPLICAS" '
    { count[$3]++; if (count[$3] > most) { most = count[$3]; declared = ($4 == "" ? 1 : $4) } }
    END { print (most == 0 || most == declared) ? now : most }' >"$BUNDLE/replicas"
}

# The whole project as `current` wants it.
up_all() {
  replicas=$(cat "$BUNDLE/replicas")
  set --
  if [ "$replicas" != "$APP_REPLICAS" ]; then set -- --scale "$APP_SERVICE=$replicas"; fi
  compose up --detach --remove-orphans "$@"
}

# Notes whether compose would leave everything but the app as it is: then it need not be called for that. It is asked itself, since
# what it compares is its own affair; one that does not know how to answer is called.
note_rest() {
  engine ps --all --filter "label=com.docker.compose.project=$PROJECT" --filter "label=com.docker.compose.service=$APP_SERVICE" \
    --format '{{.Names}}' >"$BUNDLE/app-names"
  compose --dry-run up --detach --remove-orphans >"$BUNDLE/rest" 2>&1 || return 0
  if awk -v names="$BUNDLE/app-names" '
    BEGIN { while ((getline name <names) > 0) app[name] = 1 }
    NF == 0 { next }
    { for (at = 1; at < NF && $at != "Container"; at++); }
    $(at + 1) in app { next }
    at + 2 == NF && $NF == "Running" { stands = 1; next }
    { moves = 1 }
    END { exit moves || !stands }' "$BUNDLE/rest"; then : >"$BUNDLE/rest-stands"; fi
}

# What the app's containers are not.
up_rest() { [ -e "$BUNDLE/rest-stands" ] || up_all; }

# The first process of a container, whose network /proc shows.
pid_of() { engine inspect --format '{{.State.Pid}}' "$1"; }

# sockets_of PID STATES: how many TCP sockets there are at the app's port in one of the states (hexadecimal, tcp_states.h of
# Linux), not counting those of the container with itself. Fails where /proc does not show it.
sockets_of() {
  if [ "$1" = 0 ] || [ ! -r "/proc/$1/net/tcp" ]; then return 1; fi
  # A host without IPv6 has no tcp6.
  cat "/proc/$1/net/tcp" "/proc/$1/net/tcp6" 2>/dev/null | awk -v port="$(printf ':%04X' "$APP_PORT")" -v states="$2" '
    $2 ~ /^(0100007F|00000000000000000000000001000000|0000000000000000FFFF00000100007F):/ { next }
    index($2, port) && index(states, $4) { found++ }
    END { print found + 0 }'
}

# How often a container had been restarted when this program began; 0 for a newer one.
restarts_before() { awk -F '|' -v id="$1" '$6 == id { found = $5 } END { print found + 0 }' "$BUNDLE/survey.before"; }

# Waits until a container of the new release is well. Without a health check it is when it has listened for a second.
wait_for_new() {
  calm=0
  restarts=$(restarts_before "$1")
  asked_since=$(date +%s%N)
  until=$(($(date +%s) + HEALTH_SECONDS))
  while [ "$(date +%s)" -lt "$until" ]; do
    state=$(engine inspect --format '{{.State.Status}} {{with index .State "Health"}}{{.Status}}{{else}}none{{end}} {{.RestartCount}}' "$1") || return 1
    case $state in
      "running healthy $restarts") break ;;
      "running starting $restarts")
        if check_now "$1"; then break; fi
        pause_since "$asked_since"
        continue ;;
      "running none $restarts")
        if listening=$(sockets_of "$(pid_of "$1")" 0A); then calm=$((listening > 0 ? calm + 5 : 0)); else calm=$((calm + 1)); fi
        if [ "$calm" -ge 25 ]; then break; fi ;;
      'created '*) ;;
      *) return 1 ;;
    esac
    sleep 0.2
  done
  if [ "$(date +%s)" -ge "$until" ]; then
    if [ "$state" = "running none $restarts" ]; then echo "Nothing listens on port $APP_PORT of the new $APP_SERVICE"; fi
    return 1
  fi
  printf '%s\n' "$1" >>"$BUNDLE/proven"
}

# Waits until the old containers have answered what they were asked. Who keeps a connection for ever, as with a WebSocket, is
# not waited for: ten seconds in which no connection ended are enough.
drain() {
  least=1000000
  quiet=0
  pids=$(for drained in "$@"; do pid_of "$drained" || true; done)
  while [ "$quiet" -lt 50 ]; do
    open=0
    for pid in $pids; do open=$((open + $(sockets_of "$pid" 01 || echo 0))); done
    if [ "$open" -lt "$least" ]; then
      least=$open
      quiet=0
    else
      quiet=$((quiet + 1))
    fi
    if [ "$open" -eq 0 ] && [ "$quiet" -ge 1 ]; then return 0; fi
    sleep 0.2
  done
  echo "$open connections to the old $APP_SERVICE are still open; it is asked to end now"
}

# take_out ID…: stops containers that are not asked any more, as their image and compose file want it done.
take_out() {
  drain "$@"
  engine stop "$@" >/dev/null
  for stopped in "$@"; do
    if [ "$(engine inspect --format '{{.State.ExitCode}}' "$stopped")" = 137 ]; then
      echo "The old $APP_SERVICE did not end when it was asked to, and was killed after its stop_grace_period"
    fi
  done
  engine rm "$@" >/dev/null
}

# Where this release runs, what fell over of another one is removed: compose, which counts containers, might keep it and
# take the one that serves.
remove_fallen() {
  app_containers | awk -F '|' -v to="$1" '
    $3 == to && $2 == "running" { serves = 1 }
    $3 != to && $2 != "running" { fallen[$1] = 1 }
    END { if (serves) for (id in fallen) print id }' >"$BUNDLE/fallen"
  while IFS= read -r id; do engine rm --force "$id" >/dev/null; done <"$BUNDLE/fallen"
}

# The app's containers of this release start beside those of others; when they are well the edge asks them, and the others
# stop with their requests answered. Also the way back: containers of this release that still run are taken as they are.
# Fails if they do not become well; then the edge still asks the others.
roll_app() {
  rm -f "$BUNDLE/rest-stands"
  remove_fallen "$1"
  app_containers >"$BUNDLE/app"
  others=$(awk -F '|' -v to="$1" '$3 != to { print $1 }' "$BUNDLE/app")
  if ! awk -F '|' -v to="$1" '$3 != to && $2 == "running" { found = 1 } END { exit !found }' "$BUNDLE/app"; then return 0; fi
  wanted=$(cat "$BUNDLE/replicas")
  there=$(awk -F '|' -v to="$1" '$3 == to { found++ } END { print found + 0 }' "$BUNDLE/app")
  if [ "$there" -lt "$wanted" ]; then
    echo "Starting $APP_SERVICE of release $1 beside the one that serves"
    # Not --no-deps: compose would write another configuration down for it, and start it a second time in the up after this.
    compose up --detach --no-recreate --scale "$APP_SERVICE=$(($(printf '%s\n' "$others" | wc -l) + wanted))" "$APP_SERVICE" || return 1
  fi
  new=$(app_containers | cut -d '|' -f 1 | grep -vxF -e "$others") || return 1
  for id in $new; do wait_for_new "$id" || return 1; done
  show_release "$1"
  set --
  for id in $others; do set -- "$@" "$id"; done
  # Beside the end of the old ones, which takes longer.
  note_rest &
  noting=$!
  taken=0
  take_out "$@" || taken=$?
  wait "$noting"
  return "$taken"
}
