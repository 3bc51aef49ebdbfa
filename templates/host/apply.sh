#!/bin/sh
# Carries out the steps named in `steps`, in order, under the lock; prints events; writes the journal. Finishes by itself,
# whether or not anyone is still listening.
set -eu
BUNDLE=$1
export BUNDLE
exec 3>&1
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

trap '' HUP PIPE
trap 'rm -rf "$BUNDLE"' EXIT

journal() {
  printf '{"at":"%s","run":"%s","release":"%s","status":"%s","step":"%s"}\n' \
    "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(json "$RUN")" "$RELEASE" "$1" "${STEP:-}" >>"$ROOT/journal.jsonl"
}

take_lock() {
  exec 9>>"$ROOT/lock"
  if ! flock -n 9; then
    event log "Waiting for $(cat "$ROOT/lock.holder" 2>/dev/null || echo 'another run') to finish on this host"
    flock -w "$LOCK_WAIT_SECONDS" 9 || fail lock-held "$(cat "$ROOT/lock.holder" 2>/dev/null || echo 'another run')"
  fi
  printf '%s' "$RUN" >"$ROOT/lock.holder"
}

# Takes away what programs left that ended with the machine, their .env and all. One that is alive holds its own lock; one
# without is being received, or was, an hour ago.
sweep() {
  for bundle in "$HOME"/.ec2-https-deploy.????????; do
    if [ ! -d "$bundle" ] || [ "$bundle" = "$BUNDLE" ]; then continue; fi
    if [ -e "$bundle/alive" ]; then flock -n "$bundle/alive" rm -rf "$bundle" || true
    else find "$bundle" -maxdepth 0 -mmin +60 -exec rm -rf {} +
    fi
  done
}

# The plan was made from what was seen; if another run has deployed since, it has to be made again.
check_still_true() {
  seen=$(readlink "$CURRENT" 2>/dev/null || true)
  seen=${seen##*/}
  if [ -z "$seen" ] || [ ! -r "$(record_of "$seen")/manifest" ]; then seen=''; fi
  [ "$seen" = "$EXPECT_CURRENT" ] || fail state-moved-on "the running release is now ${seen:-none}, it was ${EXPECT_CURRENT:-none}"
}

# Every line that a step prints becomes an event, so that nothing from the host is ever taken for a command by the runner.
# A failure that it reports is passed on after them, whole: two writers at once could cut each other's lines in two.
run_step() {
  STEP=$1
  export STEP
  begun=$(date +%s%N)
  event begin ''
  {
    rc=0
    sh "$BUNDLE/steps/$STEP.sh" 2>&1 3>"$BUNDLE/failure.$STEP" 7>&- 9>&- || rc=$?
    printf '%s' "$rc" >"$BUNDLE/rc.$STEP"
  } | sed -u -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/[[:cntrl:]]/ /g' -e "s/^/{\"event\":\"log\",\"step\":\"$STEP\",\"text\":\"/" -e 's/$/"}/' >&3
  rc=$(cat "$BUNDLE/rc.$STEP")
  # The step's last line may have had no end.
  printf '\n' >&3
  cat "$BUNDLE/failure.$STEP" >&3
  printf '{"event":"end","step":"%s","rc":%s,"milliseconds":%s}\n' "$STEP" "$rc" "$((($(date +%s%N) - begun) / 1000000))" >&3
  return "$rc"
}

# Begins steps, with a + between them, that those up to `wait` do not need. Their events are kept until then, so that the lines of
# two steps do not mix. They hold the lock too: were this program killed, nothing else would begin before they have ended.
beside=''
run_beside() {
  (
    exec 3>"$BUNDLE/beside.events"
    left=$1
    while [ -n "$left" ]; do
      printf '%s' "${left%%+*}" >"$BUNDLE/beside.step"
      run_step "${left%%+*}" || exit 1
      case $left in *+*) left=${left#*+} ;; *) left='' ;; esac
    done
  ) &
  beside=$!
}

# `wait_beside` passes on all that the step beside has told; with an argument, not that it failed, since something else did.
wait_beside() {
  [ -n "$beside" ] || return 0
  rc=0
  wait "$beside" || rc=$?
  beside=''
  if [ "$rc" -ne 0 ] && [ "$#" -eq 0 ]; then STEP=$(cat "$BUNDLE/beside.step"); fi
  if [ "$#" -gt 0 ]; then grep -v '^{"event":"failure"' "$BUNDLE/beside.events" >&3 || true
  else cat "$BUNDLE/beside.events" >&3
  fi
  return "$rc"
}

# A switch that failed is taken back. What failed first is what the run is about, so a failure of the way back is a line of the log.
take_back() {
  [ "$EXPECT_CURRENT" != "$RELEASE" ] || return 0
  ROLLBACK_TO=$EXPECT_CURRENT
  export ROLLBACK_TO
  (exec 3>"$BUNDLE/take-back.events" && run_step restore) || true
  sed -e 's/^{"event":"failure","step":"restore","code":"[a-z-]*"/{"event":"log","step":"restore"/' "$BUNDLE/take-back.events" >&3
  unset ROLLBACK_TO
  STEP=up
}

carry_out() {
  case $1 in
    '&'*) run_beside "${1#&}" ;;
    wait) wait_beside ;;
    up) run_step up || { take_back && return 1; } ;;
    *) run_step "$1" ;;
  esac
}

exec 7>"$BUNDLE/alive"
flock 7
mkdir -p "$RELEASES"
take_lock
sweep
check_still_true
journal begun
while IFS= read -r step <&8; do
  if ! carry_out "$step"; then
    wait_beside quietly || true
    journal failed
    event 'done' failed
    exit 1
  fi
done 8<"$BUNDLE/steps.list"
STEP=
journal applied
event 'done' applied
# Nobody waits for it, and nothing depends on it.
sh "$BUNDLE/remember.sh" </dev/null >/dev/null 2>&1 3>&- 7>&- 9>&- || true
