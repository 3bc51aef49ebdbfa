#!/bin/sh
# For a new image of the edge, or other settings of its container, compose stops it. Meanwhile a second one stands in: new
# connections are led there, those that the old one has are answered, and only then compose replaces it. Read, after health.sh,
# by the steps that start containers.
STAND_IN=$PROJECT-edge-stand-in

# Longer than nginx keeps an idle connection of a visitor (keepalive_min_timeout, and a moment for the last answer).
STAND_IN_DRAIN_SECONDS=75

# A little longer than Linux remembers a connection that was reset (nf_conntrack_tcp_timeout_close: 10 s). nginx resets one whose
# visitor says goodbye when it has closed already; a new one from the same port is then taken for the old one, past all rules.
STAND_IN_REMEMBERED_SECONDS=11

# How long the one that stood in listens on after its reload: until the last connection that the reload leaves is over, and has been
# forgotten; twice, as one that came on such a port is remembered too.
STAND_IN_LISTENS_SECONDS=$((STAND_IN_DRAIN_SECONDS + 2 * STAND_IN_REMEMBERED_SECONDS + 1))

# Whether compose would put another container in the place of the running edge's. An image and a digest tell cheaply that nothing
# changed; if something did, compose is asked, since what it compares is its own affair.
edge_goes() {
  [ "$OWN_EDGE" = no ] || return 1
  edge_old=$(running_container "$EDGE_SERVICE")
  [ -n "$edge_old" ] || return 1
  was=$(engine inspect --format '{{.Config.Image}}|{{.Image}}|{{index .Config.Labels "com.docker.compose.config-hash"}}' "$edge_old") || return 1
  image=${was%%|*}
  now=$(engine image inspect --format '{{.Id}}' "$image" 2>/dev/null || true)
  settings=$(compose config --hash "$EDGE_SERVICE" | cut -d ' ' -f 2)
  [ "$was" != "$image|$now|$settings" ] || return 1
  compose --dry-run up --detach --no-deps "$EDGE_SERVICE" 2>&1 | grep -q 'Container .* Recreate'
}

# lead (-I | -D) ADDRESS LAST: has new connections to the host's ports 80 and 443 led to this address, or no longer; those that
# are there stay where they are. Should nobody take the rule away, it ends by itself at LAST. What containers of this host send
# to it goes on as ever: an answer within a bridge would not come back through here.
lead() {
  as_root iptables -w -t nat "$1" PREROUTING -p tcp -m multiport --dports 80,443 -m addrtype --dst-type LOCAL ! -i br-+ \
    -m time --datestop "$3" -m comment --comment "$STAND_IN" -j DNAT --to-destination "$2"
}

# hold (-I | -D) ADDRESS: has new connections that the kernel takes for an old one of this address wait (visitors ask again after
# 1, 3 and 7 s) rather than be refused there, or no longer. Not a condition: few connections are of this kind.
hold() {
  as_root iptables -w -t mangle "$1" FORWARD -d "$2" -p tcp -m multiport --dports 80,443 --syn -m conntrack --ctstate ESTABLISHED \
    -m comment --comment "$STAND_IN" -j DROP
}

# Starts the container that stands in. Its own ports are published on the loopback only so that Docker lets others reach it.
start_stand_in() {
  engine rm --force "$STAND_IN" >/dev/null 2>&1 || true
  compose run --detach --rm -T --no-deps --name "$STAND_IN" --publish 127.0.0.1::80 --publish 127.0.0.1::443 "$EDGE_SERVICE" || return 1
}

stand_in_is_well() {
  until=$(($(date +%s) + 30))
  while [ "$(date +%s)" -lt "$until" ]; do
    if check_now "$STAND_IN"; then return 0; fi
    [ "$(engine inspect --format '{{.State.Running}}' "$STAND_IN" 2>/dev/null)" = true ] || return 1
    sleep 0.2
  done
  return 1
}

# Waits until the running edge has answered all that it was asked, and until its visitors' idle connections are closed. By a
# reload, so that whatever happens to this program, it goes on serving.
empty_edge() {
  # What was on its way to it has arrived by then.
  sleep 1
  reload_edge || return 0
  until=$(($(date +%s) + STAND_IN_DRAIN_SECONDS))
  sleep 1
  while engine top "$edge_old" -eo pid,args 2>/dev/null | grep -q 'worker process is shutting down'; do
    if [ "$(date +%s)" -ge "$until" ]; then
      echo "The old $EDGE_SERVICE still has connections after $STAND_IN_DRAIN_SECONDS s, WebSockets perhaps; they are closed now"
      return 0
    fi
    sleep 1
  done
}

# Empties the old edge until nothing new reaches it, those connections included that are taken for an old one: hardly any when the
# old ones are forgotten, and the last are held off. When its container is gone Docker has the kernel forget the rest.
leave_edge() {
  led=$(date +%s)
  empty_edge
  rest=$((led + STAND_IN_REMEMBERED_SECONDS - $(date +%s)))
  [ "$rest" -le 0 ] || sleep "$rest"
  hold -I "$1" || return 0
  empty_edge
}

# To be called before compose replaces the edge; `end_stand_in` after. Fails if the new one does not become well: then nothing
# has changed yet, and its image is again called as it was.
stand_in() {
  echo "$EDGE_SERVICE is replaced. Another one takes new connections meanwhile; the old one gets up to $STAND_IN_DRAIN_SECONDS s to answer those it has"
  edge_old=$(running_container "$EDGE_SERVICE")
  gap="until it is replaced, connections are refused for some seconds"
  if ! start_stand_in; then
    echo "None could be started: $gap"
    return 0
  fi
  if ! stand_in_is_well; then
    engine logs --tail 30 "$STAND_IN" 2>&1 || true
    engine rm --force "$STAND_IN" >/dev/null 2>&1 || true
    engine tag "$(engine inspect --format '{{.Image}}' "$edge_old")" "$(engine inspect --format '{{.Config.Image}}' "$edge_old")" || true
    return 1
  fi
  address=$(engine inspect --format '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' "$STAND_IN" | head -n 1)
  was_at=$(engine inspect --format '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' "$edge_old" | head -n 1)
  last=$(date -u -d "@$(($(date +%s) + 2 * STAND_IN_DRAIN_SECONDS + HEALTH_SECONDS + 120))" +%Y-%m-%dT%H:%M:%S)
  printf '%s|%s|%s\n' "$address" "$last" "$was_at" >"$ROOT/stand-in"
  if ! lead -I "$address" "$last"; then
    echo "This host's iptables does not lead connections elsewhere: $gap"
    engine rm --force "$STAND_IN" >/dev/null
    rm -f "$ROOT/stand-in"
    return 0
  fi
  leave_edge "$was_at"
}

# New connections come to the edge itself again; the one that stood in answers what it has, and is gone after that. Also for one
# that a run left which did not come to its end. By itself it sends its visitors away with a reload, and listens on until none
# is taken any more for one that it had: a quit alone would refuse those.
end_stand_in() {
  [ -f "$ROOT/stand-in" ] || return 0
  IFS='|' read -r address last was_at <"$ROOT/stand-in"
  lead -D "$address" "$last" 2>/dev/null || true
  hold -D "$was_at" 2>/dev/null || true
  engine exec --detach "$STAND_IN" sh -c "sleep 1; nginx -s reload; sleep $STAND_IN_LISTENS_SECONDS; nginx -s quit" >/dev/null 2>&1 || engine rm --force "$STAND_IN" >/dev/null 2>&1 || true
  rm -f "$ROOT/stand-in"
}
