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
RECORD=.ec2-https-deploy

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >>"$LOG"; }

# Not while a deploy changes the containers; a deploy runs this itself and holds the lock already.
take_lock() {
  [ "${RENEW_WITHIN_DEPLOY:-no}" = yes ] && return 0
  exec 9>>"$ROOT/lock"
  flock -w 1800 9 || { say 'a deploy has held the lock for 30 minutes; next time'; exit 1; }
  printf 'the certificate renewal' >"$ROOT/lock.holder"
}

keep_log_short() {
  if [ -f "$LOG" ] && [ "$(wc -c <"$LOG")" -gt 1048576 ]; then mv -f "$LOG" "$LOG.1"; fi
}

as_docker() {
  if [ -w /var/run/docker.sock ]; then "$@"; else sudo -n "$@"; fi
}

# As root docker gets root's home: what it writes into ours would shut us out of it later.
docker_home() {
  if [ -w /var/run/docker.sock ]; then printf '%s' "$HOME"; else printf '/root'; fi
}

compose() {
  files=$(cat "$CURRENT/$RECORD/compose-files")
  folder=$(cat "$CURRENT/$RECORD/compose-folder")
  if [ -f "$CURRENT/$RECORD/images.compose.yml" ]; then files="$files|$RECORD/images.compose.yml"; fi
  (
    cd "$CURRENT" || exit 1
    as_docker env -i "PATH=$PATH" "HOME=$(docker_home)" "PWD=$CURRENT" "COMPOSE_PROJECT_NAME=$PROJECT" "COMPOSE_FILE=$files" \
      'COMPOSE_PATH_SEPARATOR=|' COMPOSE_ANSI=never COMPOSE_PROGRESS=quiet docker compose --project-directory "$CURRENT${folder:+/$folder}" --env-file .env "$@" </dev/null
  )
}

renew() {
  if [ -n "$RENEW_COMMAND" ]; then
    set --
    while IFS= read -r word; do set -- "$@" "$word"; done <<WORDS
$RENEW_COMMAND
WORDS
    compose run --rm -T "$CERTBOT_SERVICE" "$@"
  else
    compose run --rm -T --no-deps --entrypoint certbot "$CERTBOT_SERVICE" renew --non-interactive --no-random-sleep-on-renew
  fi
}

# in_edge WORD…: within the edge's container. By the engine: compose takes as much time of the processor as some ten visitors, who
# would wait for it. Ends with 127, as where there is no such program, if no edge runs.
in_edge() {
  edge=$(as_docker docker ps --quiet --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False \
    --filter "label=com.docker.compose.service=$EDGE_SERVICE" </dev/null | head -n 1)
  [ -n "$edge" ] || return 127
  as_docker docker exec "$edge" "$@" </dev/null
}

# What lies in the certificate volume, as the edge sees it.
fingerprint() { in_edge sh -c 'cat /etc/letsencrypt/live/*/fullchain.pem' 2>/dev/null | sha256sum | cut -d ' ' -f 1; }

# Nothing but nginx itself says whether its configuration is sound; a proxy that is not nginx is restarted. In one go: each time that
# something is run in a container costs its visitors some.
take_up() {
  taken=0
  in_edge sh -c 'nginx -v 2>/dev/null || exit 127; nginx -t || exit 100; nginx -s reload' >>"$LOG" 2>&1 || taken=$?
  case $taken in
    0) ;;
    126 | 127) compose restart "$EDGE_SERVICE" >>"$LOG" 2>&1 ;;
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
now=$(fingerprint)
# What was taken up last is remembered, so that a reload which failed is tried again the next time.
before=$(cat "$ROOT/renew.served" 2>/dev/null || true)
if [ -z "$before" ] && [ "${RENEW_WITHIN_DEPLOY:-no}" = yes ]; then
  printf '%s' "$now" >"$ROOT/renew.served"
  say 'nothing to take up: the deploy has just done it'
elif [ "$now" = "$before" ]; then
  [ "$status" -ne 0 ] || say 'not due yet'
else
  take_up || exit 1
  printf '%s' "$now" >"$ROOT/renew.served"
  say 'renewed and taken up'
fi
exit "$status"
