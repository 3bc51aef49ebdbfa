#!/bin/sh
# What the edge has loaded, and which release it asks. Read, after lib.sh, by the steps that change either. Each command says for
# itself that it failed: within a function that is called with `||`, `set -e` does not.

# Takes what a release's record says of its app in the place of this run's values: a rollback goes to another port, too.
# Releases made before 0.2 say nothing.
use_app_of() {
  [ -r "$(record_of "$1")/app" ] || return 0
  IFS='|' read -r APP_SERVICE APP_PORT APP_PROTOCOL ROLLING APP_REPLICAS <"$(record_of "$1")/app"
  export APP_PROTOCOL APP_REPLICAS
}

# Prints the port of a release's app.
port_of() (use_app_of "$1" && printf '%s' "$APP_PORT")

# Prints what the edge has to know of a release's app; nothing if its record does not say it.
spoken_by() { cut -d '|' -f 1-3 "$(record_of "$1")/app" 2>/dev/null || true; }

# leads PLACE LINK: points a link there in one move, and reads it back: on a full disk or one that went read-only nothing may be
# stopped for it.
leads() {
  rm -f "$2.next" && ln -s "$1" "$2.next" && mv -T "$2.next" "$2" && [ "$(readlink "$2")" = "$1" ]
}

# Points `current` at a release.
switch_to() { leads "releases/$1" "$CURRENT"; }

# turn_edge HOST:PORT RELEASE: from the next request on the edge asks there, and says that this release answers. The place
# that the link showed before is left for requests that are reading it at this moment.
turn_edge() {
  live=$ROOT/edge/live
  before=$(readlink "$live/current" 2>/dev/null || true)
  [ "$before" != "$1/$2" ] || return 0
  { mkdir -p "$live/$1/$2" && chmod 0755 "$live" "$live/$1" "$live/$1/$2" && leads "$1/$2" "$live/current"; } || return 1
  for place in "$live"/*/*; do
    case $place in "$live/current/"* | "$live/$1/$2" | "$live/$before") ;; *) rmdir -- "$place" || true ;; esac
  done
  find "$live" -mindepth 1 -maxdepth 1 -type d -empty -delete || true
}

# The digest of a folder's configuration, as the look computes it.
config_digest() {
  (cd "$1" 2>/dev/null && find . -type f ! -name '*.tmp' -exec sha256sum {} + | sort -k 2 | sha256sum | cut -d ' ' -f 1)
}

# The digests of the site's certificate, and of all that certbot keeps for the edge, as the container sees them.
certificate_digest() {
  engine cp -L "$1:/etc/letsencrypt/live/$CERTIFICATE_NAME/fullchain.pem" - 2>/dev/null | tar -xO 2>/dev/null |
    sed '/-----END CERTIFICATE-----/q' | sha256sum | cut -d ' ' -f 1
}
live_digest() { engine cp "$1:/etc/letsencrypt/live" - 2>/dev/null | sha256sum | cut -d ' ' -f 1; }

# Notes what the edge (a container) has taken up by now: what was written and not loaded is found by the next run and by the renewal.
note_loaded() {
  if [ "$OWN_EDGE" = no ]; then loaded=$(config_digest "$ROOT/edge"); else loaded=-; fi
  printf '%s %s %s\n' "$loaded" "$(certificate_digest "$1")" "$(live_digest "$1")" >"$ROOT/edge.loaded.next" &&
    mv -f "$ROOT/edge.loaded.next" "$ROOT/edge.loaded"
}

# When the edge's container was started; nothing if it does not run.
edge_started() {
  started=$(running_container "$EDGE_SERVICE")
  [ -z "$started" ] || engine inspect --format '{{.Id}} {{.State.StartedAt}}' "$started" || true
}

# note_started BEFORE: a container that has started since then has taken up what there was.
note_started() {
  started=$(edge_started)
  if [ -n "$started" ] && [ "$started" != "$1" ]; then note_loaded "${started%% *}"; fi
}

# The workers of nginx that take connections.
edge_workers() { engine top "$1" -eo pid,args | awk '/nginx: worker process$/ { print $1 }'; }

# Has the edge take up its configuration, and sees that it did: nginx makes new workers for one that it follows, and no others.
load_edge() {
  edge_id=$(running_container "$EDGE_SERVICE")
  workers_before=$(edge_workers "$edge_id") || return 1
  reload_edge || return 1
  for pause in 0.1 0.2 0.3 0.5 1 2 4; do
    if edge_workers "$edge_id" | grep -qvxF -e "${workers_before:-none}"; then note_loaded "$edge_id"; return; fi
    sleep "$pause"
  done
  echo "$EDGE_SERVICE did not follow the reload"
  return 1
}

# Copies the files of one folder over another's, each in one move, and takes away what is no longer there. The folder
# itself stays the same one, since the container has it mounted.
mirror() {
  mkdir -p "$2" && chmod 0755 "$2" || return 1
  for file in "$1"/*; do
    [ -f "$file" ] || continue
    copy=$2/${file##*/}
    cp "$file" "$copy.tmp" && chmod 0644 "$copy.tmp" && mv -f "$copy.tmp" "$copy" || return 1
  done
  for file in "$2"/*; do
    if [ -f "$file" ] && [ ! -e "$1/${file##*/}" ]; then rm -f "$file"; fi
  done
}

# put_edge FOLDER: puts a configuration in place. A running edge takes it up, and only if nginx finds it sound; otherwise the one
# before stays. An engine that does not answer is no edge that does not run.
put_edge() {
  edges=$(containers_of --filter status=running --filter "label=com.docker.compose.service=$EDGE_SERVICE") || return 1
  rm -rf "$ROOT/edge.before"
  mirror "$ROOT/edge" "$ROOT/edge.before" && mirror "$1" "$ROOT/edge" || return 1
  [ -n "$edges" ] || return 0
  load_edge && return
  mirror "$ROOT/edge.before" "$ROOT/edge"
  return 1
}

# keep_edge RELEASE: notes the edge's configuration as that of a release which has none in its record.
keep_edge() {
  kept_in=$(record_of "$1")
  if [ -d "$kept_in" ] && [ ! -f "$kept_in/edge/site.conf" ]; then
    rm -rf "$kept_in/edge.next" "$kept_in/edge"
    mirror "$ROOT/edge" "$kept_in/edge.next" && mv -T "$kept_in/edge.next" "$kept_in/edge"
  fi
}

# From the next request on the edge asks this release: in its own way, and by its own name, if its containers have one, else by the
# service's.
show_release() {
  [ "$OWN_EDGE" = no ] || return 0
  shown_record=$(record_of "$1")
  if [ -f "$shown_record/edge/site.conf" ] && [ "$(config_digest "$shown_record/edge")" != "$(config_digest "$ROOT/edge")" ]; then
    put_edge "$shown_record/edge" || return 1
  fi
  alias=$(alias_of "$1")
  if [ "$ROLLING" != yes ] || ! grep -qF "$alias" "$shown_record/release.compose.yml" 2>/dev/null; then alias=$APP_SERVICE; fi
  turn_edge "$alias:$APP_PORT" "$1" && keep_edge "$1"
}

# The release's own name for its app; no container of another release answers to it.
alias_of() { printf 'release-%s' "$1" | tr '[:upper:]' '[:lower:]'; }
