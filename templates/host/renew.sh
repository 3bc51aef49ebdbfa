#!/bin/sh
# Renews the site's certificate when it is due and lets the edge take it up. Installed by ec2-https-deploy, run by cron.
# The assignments above this text say which site.
set -u
LC_ALL=C
PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin"
export LC_ALL PATH
umask 077
LOG=$ROOT/renew.log
CURRENT=$ROOT/current

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >>"$LOG"; }

# Not while a deploy changes the containers; a deploy runs this itself and holds the lock already. No deploy waits for this for more
# than 20 minutes: each command that may hang has a limit.
take_lock() {
  [ "${RENEW_WITHIN_DEPLOY:-no}" = yes ] && return 0
  exec 9>>"$ROOT/lock"
  flock -w 300 9 || { say 'a deploy has held the lock for 5 minutes; next time'; exit 1; }
  printf '{"who":"the certificate renewal","step":"renewal","since":"%s","until":""}' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$ROOT/lock.holder.next" &&
    mv -f "$ROOT/lock.holder.next" "$ROOT/lock.holder"
}

keep_log_short() {
  if [ -f "$LOG" ] && [ "$(wc -c <"$LOG")" -gt 1048576 ]; then mv -f "$LOG" "$LOG.1"; fi
}

# as_docker SECONDS COMMAND…: with a limit, and none of them keeps the lock.
as_docker() {
  limit=$1
  shift
  if [ -w /var/run/docker.sock ]; then timeout -k 10 "$limit" "$@"; else sudo -n timeout -k 10 "$limit" "$@"; fi </dev/null 9>&-
}

engine() { as_docker 30 docker "$@"; }

# As root docker gets root's home: what it writes into ours would shut us out of it later.
docker_home() {
  if [ -w /var/run/docker.sock ]; then printf '%s' "$HOME"; else printf '/root'; fi
}

# compose SECONDS ARGS…
compose() {
  compose_limit=$1
  shift
  release=$(readlink "$CURRENT") || return 1
  record=$ROOT/records/${release##*/}
  if [ -d "$record" ]; then overlays='app edge release images'; else record=$CURRENT/.ec2-https-deploy overlays=images; fi
  files=$(cat "$record/compose-files")
  for overlay in $overlays; do
    if [ -f "$record/$overlay.compose.yml" ]; then files="${files:+$files|}$record/$overlay.compose.yml"; fi
  done
  folder=$(cat "$record/compose-folder")
  env=$CURRENT/.env
  if [ -f "$record/env" ]; then env=$record/env; fi
  (
    cd "$CURRENT" || exit 1
    as_docker "$compose_limit" env -i "PATH=$PATH" "HOME=$(docker_home)" "PWD=$CURRENT" "COMPOSE_PROJECT_NAME=$PROJECT" "COMPOSE_FILE=$files" \
      'COMPOSE_PATH_SEPARATOR=|' "RELEASE_ENV_FILE=$env" COMPOSE_ANSI=never COMPOSE_PROGRESS=quiet \
      docker compose --project-directory "$CURRENT${folder:+/$folder}" --env-file "$env" "$@"
  )
}

certbot() {
  if [ -n "$RENEW_COMMAND" ]; then
    set --
    while IFS= read -r word; do set -- "$@" "$word"; done <<WORDS
$RENEW_COMMAND
WORDS
    compose 600 run --rm -T "$CERTBOT_SERVICE" "$@"
  else
    compose 600 run --rm -T --no-deps --entrypoint certbot "$CERTBOT_SERVICE" renew --non-interactive --no-random-sleep-on-renew
  fi
}

# One that had to be ended leaves its container, which would keep the next one from its work.
renew() {
  renewed=0
  certbot || renewed=$?
  case $renewed in
    124 | 137)
      say 'certbot had not ended after 10 minutes'
      engine ps --quiet --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=True \
        --filter "label=com.docker.compose.service=$CERTBOT_SERVICE" | while IFS= read -r id; do engine rm --force "$id"; done ;;
  esac
  return "$renewed"
}

# By the engine: compose takes as much time of the processor as some ten visitors, who would wait for it.
find_edge() {
  engine ps --quiet --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False \
    --filter "label=com.docker.compose.service=$EDGE_SERVICE" | head -n 1
}

# Prints what there is to be loaded (proxy/loaded.py): the digest of the edge's configuration, `-` for a proxy of the stack's own; those of
# the site's certificate and of all that lies in certbot's live/, as the edge sees them: it holds links, which lead elsewhere after each
# renewal. Copied out by the engine: to run something in a container costs several times as much.
there_is() {
  if [ -d "$ROOT/edge" ]; then
    (cd "$ROOT/edge" && find . -type f ! -name '*.tmp' -exec sha256sum {} + | sort -k 2 | sha256sum | cut -d ' ' -f 1)
  else echo -
  fi
  engine cp -L "$edge:/etc/letsencrypt/live/$CERTIFICATE_NAME/fullchain.pem" - 2>/dev/null | tar -xO 2>/dev/null |
    sed '/-----END CERTIFICATE-----/q' | sha256sum | cut -d ' ' -f 1
  engine cp "$edge:/etc/letsencrypt/live" - 2>/dev/null | sha256sum | cut -d ' ' -f 1
}

note_loaded() { printf '%s\n' "$1" >"$ROOT/edge.loaded.renewal" && mv -f "$ROOT/edge.loaded.renewal" "$ROOT/edge.loaded"; }

# The process of an edge that is nginx and nothing around it, if this host lets us see that.
nginx_process() {
  process=$(engine inspect --format '{{.State.Pid}}' "$edge" 2>/dev/null) || return 1
  [ "$(cat "/proc/$process/comm" 2>/dev/null)" = nginx ] && [ -n "$(workers)" ]
}

workers() { cat "/proc/$process/task/$process/children" 2>/dev/null; }

# Whether nginx has a worker that it did not have before: of a configuration that is faulty it makes none, and serves on as it did.
has_new_worker() {
  for worker in $(workers); do
    case " $1 " in *" $worker "*) ;; *) return 0 ;; esac
  done
  return 1
}

# A signal alone, which no visitor waits for, and a look from outside whether it was followed. Not by the engine: a container that it
# sends a signal, any signal, counts as stopped by hand, and `restart: unless-stopped` does not bring it back after a reboot.
signal_nginx() {
  before_reload=$(workers)
  if [ "$(id -u)" -eq 0 ]; then kill -HUP "$process"; else sudo -n kill -HUP "$process"; fi || return 1
  for pause in 0.2 0.3 0.5 1 2; do
    sleep "$pause"
    if has_new_worker "$before_reload"; then return 0; fi
  done
  return 1
}

workers_within() { engine top "$edge" -eo pid,args | awk '/nginx: worker process$/ { print $1 }'; }

# Nothing but nginx itself says whether its configuration is sound; a proxy that is not nginx is restarted.
reload_within() {
  [ -n "$edge" ] || return 127
  before_reload=$(workers_within 2>/dev/null)
  as_docker 60 docker exec "$edge" sh -c 'nginx -v 2>/dev/null || exit 127; nginx -t || exit 100; nginx -s reload' || return
  for pause in 0.2 0.3 0.5 1 2; do
    sleep "$pause"
    if workers_within | grep -qvxF -e "${before_reload:-none}"; then return 0; fi
  done
  return 1
}

take_up() {
  if [ -n "$edge" ] && nginx_process && signal_nginx >>"$LOG" 2>&1; then return 0; fi
  taken=0
  reload_within >>"$LOG" 2>&1 || taken=$?
  case $taken in
    0) ;;
    126 | 127) compose 120 restart "$EDGE_SERVICE" >>"$LOG" 2>&1 ;;
    100) say 'nginx finds its configuration faulty: not reloaded'; return 1 ;;
    *) return 1 ;;
  esac
}

take_lock
keep_log_short
status=0
if ! renew >>"$LOG" 2>&1; then
  say 'renewal failed'
  status=1
fi
# Also then: certbot says that it failed when any certificate in the volume did, one of an old name for example, which
# must not keep the site from the one that was renewed.
edge=$(find_edge)
now=$(there_is | tr '\n' ' ')
now=${now% }
# What was taken up last, by a deploy or by this: one that failed, or did not come to its end, is tried again the next time.
before=$(cat "$ROOT/edge.loaded" 2>/dev/null || true)
# A switch that was broken off is the next deploy's to end: its configuration may speak of an app that does not serve yet.
live=$(readlink "$ROOT/edge/live/current" 2>/dev/null || true)
if [ -n "$live" ] && [ "${live##*/}" != "$(basename "$(readlink "$CURRENT")")" ]; then now="${before%% *} ${now#* }"; fi
if [ "$now" = "$before" ]; then
  [ "$status" -ne 0 ] || say 'not due yet'
else
  take_up || exit 1
  note_loaded "$now" || exit 1
  if [ "${now#* }" = "${before#* }" ]; then say 'a configuration that had not been loaded was taken up'; else say 'renewed and taken up'; fi
fi
exit "$status"
