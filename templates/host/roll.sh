#!/bin/sh
# Puts one app in the place of another without losing a request. Read, after health.sh, by the steps that do so; they say in
# `give_up REASON` what becomes of the release if the new app cannot even be started.

app_containers() { containers_of --filter status=running --filter "label=com.docker.compose.service=$APP_SERVICE"; }

# Whether the app runs, but not as this release wants it.
app_differs() {
  wanted=$(compose config --hash "$APP_SERVICE") || return 1
  wanted=${wanted##* }
  running=$(app_containers)
  [ -n "$running" ] || return 1
  for id in $running; do
    [ "$(engine inspect --format '{{index .Config.Labels "com.docker.compose.config-hash"}}' "$id")" = "$wanted" ] || return 0
  done
  return 1
}

newest_is_well() {
  for _ in $(seq "$HEALTH_SECONDS"); do
    state=$(engine inspect --format '{{.State.Status}} {{with index .State "Health"}}{{.Status}}{{else}}none{{end}} {{.RestartCount}}' "$1") || return 1
    case $state in
      'running healthy 0') return 0 ;;
      'running none 0') calm=$((${calm:-0} + 1)); [ "$calm" -lt 5 ] || return 0 ;;
      'running starting 0' | 'created '*) : ;;
      *) return 1 ;;
    esac
    sleep 1
  done
  return 1
}

# The new app starts beside the old one; the edge finds both; only when the new one is well does the old one stop, with
# its requests answered. So no request is lost.
roll_app() {
  set --
  while IFS= read -r service; do set -- "$@" "$service"; done <"$BUNDLE/depends"
  if [ "$#" -gt 0 ]; then compose up --detach --no-recreate "$@" || give_up 'what the app depends on did not start'; fi
  old=$(app_containers)
  echo "Starting the new $APP_SERVICE beside the old one"
  count=$(printf '%s\n' "$old" | wc -l)
  # Not --no-deps: compose would write another configuration down for it, and start it a second time in the up below.
  compose up --detach --no-recreate --scale "$APP_SERVICE=$((count + 1))" "$APP_SERVICE" || give_up "$APP_SERVICE did not start"
  new=''
  for id in $(containers_of --filter "label=com.docker.compose.service=$APP_SERVICE"); do
    case $old in *"$id"*) ;; *) new=$id ;; esac
  done
  if ! newest_is_well "$new"; then
    show_ill
    engine rm --force "$new" >/dev/null
    switch_to "$EXPECT_CURRENT"
    fail containers-unhealthy "the new $APP_SERVICE did not become well; the old one was never stopped"
  fi
  # From here on the edge asks only the new one (by its container's name), so that nothing is sent to one that is stopping.
  only=$ROOT/edge/app.target
  printf 'set %sedge_app %s:%s;\n' '$' "$(printf '%s' "$new" | cut -c 1-12)" "$APP_PORT" >"$only"
  reload_edge || echo 'The edge does not run; it will find the app when it starts'
  # Workers of before the reload take no new connections; what they have begun they finish with the old app.
  sleep 2
  for id in $old; do
    engine stop "$id" >/dev/null
    engine rm "$id" >/dev/null
  done
  rm -f "$only"
  reload_edge || true
}
