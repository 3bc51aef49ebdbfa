#!/bin/sh
# Puts one release of the app in the place of another without losing a request. Read, after health.sh, by the steps that do so.

# A line a container of the app: id|state|release|replicas that its release asked for|service. In another release the app may be
# another service.
app_containers() {
  engine ps --all --no-trunc --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False \
    --format '{{.ID}}|{{.State}}|{{.Label "ec2-https-deploy.release"}}|{{.Label "ec2-https-deploy.replicas"}}|{{.Label "com.docker.compose.service"}}' |
    awk -F '|' -v app="$APP_SERVICE" '$3 != "" || $5 == app'
}

# Notes how many containers of the app there are to be: as many as this release declares, unless a person asked for another
# number by `docker compose up --scale`, so that there are not as many as their own release declared: then that number.
note_replicas() {
  app_containers | awk -F '|' -v now="$APP_REPLICAS" '
    { count[$3]++; if (count[$3] > most) { most = count[$3]; declared = ($4 == "" ? 1 : $4) } }
    END { print (most == 0 || most == declared) ? now : most }' >"$BUNDLE/replicas"
}

# Whether the project has containers of services that this release does not have, and that a person started from another directory,
# as with a stack that was taken over: compose would remove them as orphans.
has_strangers() {
  engine ps --all --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False \
    --format '{{.Label "com.docker.compose.service"}}|{{.Label "com.docker.compose.project.working_dir"}}' |
    awk -F '|' -v ours="$CURRENT/" '$2 ~ /^\// && index($2 "/", ours) != 1 { print $1 }' >"$BUNDLE/strangers"
  [ -s "$BUNDLE/strangers" ] || return 1
  compose config --services >"$BUNDLE/services" || return 0
  grep -qvxF -f "$BUNDLE/services" "$BUNDLE/strangers"
}

# The whole project as `current` wants it.
up_all() {
  replicas=$(cat "$BUNDLE/replicas")
  set --
  if has_strangers; then echo "Containers that were not started by this site stay: docker compose ls shows their directories"
  else set -- --remove-orphans
  fi
  if [ "$replicas" != "$APP_REPLICAS" ]; then set -- "$@" --scale "$APP_SERVICE=$replicas"; fi
  compose up --detach "$@"
}

# Notes whether compose would leave everything but the app and its one-shots, which have run, as it is: then it need not be called for that. It is asked itself, since
# what it compares is its own affair; one that does not know how to answer is called.
note_rest() {
  engine ps --all --filter "label=com.docker.compose.project=$PROJECT" --format '{{.Label "com.docker.compose.service"}}|{{.Names}}' |
    awk -F '|' -v app="$APP_SERVICE" -v shots="$BUNDLE/oneshots" '
      BEGIN { handled[app] = 1; while ((getline line <shots) > 0) handled[line] = 1 }
      $1 in handled { print $2 }' >"$BUNDLE/app-names"
  # A dry run would wait for ever for one that has yet to be made to complete.
  one_shot_containers | cut -d '|' -f 2 | sort -u >"$BUNDLE/shots-there"
  if grep -qvxF -f "$BUNDLE/shots-there" "$BUNDLE/oneshots"; then return 0; fi
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

# sockets_of PID PORT STATES: how many TCP sockets there are at the app's port in one of the states (hexadecimal, tcp_states.h of
# Linux), not counting those of the container with itself. Fails where /proc does not show it.
sockets_of() {
  if [ "$1" = 0 ] || [ ! -r "/proc/$1/net/tcp" ]; then return 1; fi
  # A host without IPv6 has no tcp6.
  cat "/proc/$1/net/tcp" "/proc/$1/net/tcp6" 2>/dev/null | awk -v port="$(printf ':%04X' "$2")" -v states="$3" '
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
  until=$(($(date +%s) + $(patience "$1")))
  waiting_for "$APP_SERVICE to become healthy"
  while [ "$(date +%s)" -lt "$until" ]; do
    state=$(engine inspect --format '{{.State.Status}} {{with index .State "Health"}}{{.Status}}{{else}}none{{end}} {{.RestartCount}}' "$1") || return 1
    case $state in
      "running healthy $restarts") break ;;
      "running starting $restarts")
        if check_now "$1"; then break; fi
        pause_since "$asked_since"
        continue ;;
      "running none $restarts")
        if listening=$(sockets_of "$(pid_of "$1")" "$APP_PORT" 0A); then calm=$((listening > 0 ? calm + 5 : 0)); else calm=$((calm + 1)); fi
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

# drain ID|RELEASE…: waits until the old containers have answered what they were asked. Who keeps a connection for ever, as with a
# WebSocket, is not waited for: ten seconds in which no connection ended are enough, and DRAIN_SECONDS in all.
drain() {
  least=1000000
  quiet=0
  over=$(($(date +%s) + ${DRAIN_SECONDS:-60}))
  drained=$(for one in "$@"; do echo "$(pid_of "${one%%|*}" || echo 0) $(port_of "${one#*|}")"; done)
  waiting_for "$APP_SERVICE to answer what it was asked"
  while [ "$quiet" -lt 50 ] && [ "$(date +%s)" -lt "$over" ]; do
    open=$(printf '%s\n' "$drained" | while read -r pid port; do sockets_of "$pid" "$port" 01 || true; done | awk '{ sum += $1 } END { print sum + 0 }')
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
  [ "$#" -gt 0 ] || return 0
  engine stop "$@" >/dev/null || return 1
  for stopped in "$@"; do
    if [ "$(engine inspect --format '{{.State.ExitCode}}' "$stopped")" = 137 ]; then
      echo "The old $APP_SERVICE did not end when it was asked to, and was killed after its stop_grace_period"
    fi
  done
  engine rm "$@" >/dev/null
}

# Of the containers in $BUNDLE/app, removes what fell over, of this release at once. Of another one where this release runs: compose,
# which counts containers, might keep it and take the one that serves.
remove_fallen() {
  awk -F '|' -v to="$1" '
    $3 == to && $2 == "running" { serves = 1 }
    $3 == to && ($2 == "exited" || $2 == "dead") { ended[$1] = 1 }
    $3 != to && $2 == "running" { others = 1 }
    $3 != to && $2 != "running" { fallen[$1] = 1 }
    END {
      if (serves) for (id in fallen) print id
      # With no other to serve, it was stopped by hand: compose starts it again, with what it had written into itself.
      if (others) for (id in ended) print id
    }' "$BUNDLE/app" >"$BUNDLE/fallen"
  while IFS= read -r id; do engine rm --force "$id" >/dev/null; done <"$BUNDLE/fallen"
}

# is_asked ID RELEASE: whether the edge asks this container, of this release, since before this program began: then there is nothing to
# find out, as on the way back from a release that was never shown.
is_asked() {
  asked=$(readlink "$ROOT/edge/live/current" 2>/dev/null) || return 1
  [ "${asked##*/}" = "$2" ] && awk -F '|' -v id="$1" '$6 == id && $2 == "running" { found = 1 } END { exit !found }' "$BUNDLE/survey.before"
}

# The app's containers of this release start beside those of others; when they are well the edge asks them, and the others
# stop with their requests answered. Also the way back: containers of this release that still run are taken as they are.
# Fails if they do not become well, or if the edge cannot be turned; then it still asks the others. Sets `reason`.
roll_app() {
  reason='its containers could not be listed'
  rm -f "$BUNDLE/rest-stands"
  app_containers >"$BUNDLE/app" || return 1
  remove_fallen "$1"
  app_containers >"$BUNDLE/app" || return 1
  if ! awk -F '|' -v to="$1" '$3 != to && $2 == "running" { found = 1 } END { exit !found }' "$BUNDLE/app"; then return 0; fi
  wanted=$(cat "$BUNDLE/replicas")
  there=$(awk -F '|' -v to="$1" '$3 == to { found++ } END { print found + 0 }' "$BUNDLE/app")
  if [ "$there" -lt "$wanted" ]; then
    reason='docker compose did not start it'
    remove_one_shots || return 1
    echo "Starting $APP_SERVICE of release $1 beside the one that serves"
    others=$(awk -F '|' -v to="$1" -v app="$APP_SERVICE" '$3 != to && ($5 == app || $5 == "") { found++ } END { print found + 0 }' "$BUNDLE/app")
    # Not --no-deps: compose would write another configuration down for it, and start it a second time in the up after this.
    compose up --detach --no-recreate --scale "$APP_SERVICE=$((others + wanted))" "$APP_SERVICE" || { reason=$reason$(failed_one_shots) && return 1; }
  fi
  reason='it did not become well; the old one was never stopped'
  app_containers | awk -F '|' -v to="$1" '$3 == to { print $1 }' >"$BUNDLE/new"
  [ -s "$BUNDLE/new" ] || return 1
  while IFS= read -r id; do is_asked "$id" "$1" || wait_for_new "$id" || return 1; done <"$BUNDLE/new"
  reason="$EDGE_SERVICE could not be turned to it (is the disk full?); the old one was never stopped"
  show_release "$1" || return 1
  reason='the old one could not be stopped'
  leave_others "$1"
}

# Lets the app's containers of other releases answer what they have, and ends them. What was another service there may still be one of
# the stack: compose knows.
leave_others() {
  awk -F '|' -v to="$1" '$3 != to { print $1 "|" $3 }' "$BUNDLE/app" >"$BUNDLE/others"
  awk -F '|' -v to="$1" -v app="$APP_SERVICE" '$3 != to && ($5 == app || $5 == "") { print $1 }' "$BUNDLE/app" >"$BUNDLE/leaving"
  noting=''
  # Beside the end of the old ones, which takes longer.
  if [ "$(wc -l <"$BUNDLE/others")" -eq "$(wc -l <"$BUNDLE/leaving")" ]; then
    note_rest &
    noting=$!
  fi
  set --
  while IFS= read -r one; do set -- "$@" "$one"; done <"$BUNDLE/others"
  drain "$@"
  set --
  while IFS= read -r one; do set -- "$@" "$one"; done <"$BUNDLE/leaving"
  taken=0
  take_out "$@" || taken=$?
  [ -z "$noting" ] || wait "$noting" || true
  return "$taken"
}

# Notes of a release what ran when it had come up, a line a container: service|configuration|image. By that the next look knows of a
# switch that was broken off, and of what was started in another way since.
note_up() {
  up_record=$(record_of "$1")
  engine ps --all --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False \
    --format '{{.Label "com.docker.compose.service"}}|{{.Label "com.docker.compose.config-hash"}}|{{.Label "com.docker.compose.image"}}' >"$up_record/up.next" || return 1
  sort -u -o "$up_record/up.next" "$up_record/up.next" && mv -f "$up_record/up.next" "$up_record/up"
}

# To be called before anything of a release is changed.
forget_up() { rm -f "$(record_of "$1")/up"; }
