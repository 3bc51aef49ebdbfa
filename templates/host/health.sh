#!/bin/sh
# Whether the project's containers are well. Read, after lib.sh, by the steps that start containers.
health_begun=$(date +%s)

# What is waited for, for who watches the run; a program that does not tell it has no such function.
command -v waiting_for >/dev/null || waiting_for() { :; }

# patience ID…: for how many seconds these are waited for: as long as their own health checks may take to find them well, or ill (start
# period, and each retry with its interval and timeout), and HEALTH_SECONDS at least. Docker's own values: 0, 3, 30 s, 30 s.
patience() {
  engine inspect --format '{{with .Config.Healthcheck}}{{json .StartPeriod}} {{json .Retries}} {{json .Interval}} {{json .Timeout}}{{end}}' "$@" 2>/dev/null |
    awk -v least="$HEALTH_SECONDS" -v all="${UP_SECONDS:-0}" -v gone="$(($(date +%s) - health_begun))" '
      function given(value, usual) { return value + 0 > 0 ? value : usual }
      BEGIN { most = least + 0 }
      NF == 4 {
        seconds = ($1 + given($2, 3) * (given($3, 30e9) + given($4, 30e9))) / 1e9 + 10
        if (seconds > most) most = seconds
      }
      END {
        # What is left of the step, less the time to tell why.
        left = all - gone - 10
        if (all + 0 > 0 && most > left) most = left > 1 ? left : 1
        printf "%d", most
      }'
}

# Health is asked for by index: a container without a health check has no such field, and `.State.Health` would fail.
# A line a container: service|state|health|exit code|restarts|id
survey() {
  set --
  for id in $(containers_of); do set -- "$@" "$id"; done
  # One that has gone in the meantime is a complaint, and no line.
  [ "$#" -eq 0 ] || engine inspect --format '{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|{{with index .State "Health"}}{{.Status}}{{end}}|{{.State.ExitCode}}|{{.RestartCount}}|{{.Id}}' "$@" 2>/dev/null || true
}

# Notes how often each container was restarted in its life until now, so that only what comes after counts: one that fell
# over a few times last month is not ill today.
note_restarts() { survey >"$BUNDLE/survey.before"; }

# Runs a container's own health check now. Docker waits for the check's interval first, which is 30 seconds unless somebody
# chose otherwise. A check whose words cannot be told apart, one with a line end in a word, is left to Docker.
check_now() {
  check=$BUNDLE/health-check.$1
  [ -s "$check" ] || engine inspect --format '{{with .Config.Healthcheck}}{{len .Test}}{{range .Test}}
{{.}}{{end}}{{end}}' "$1" >"$check" 2>/dev/null || return 1
  words=0
  number=''
  set -- "$1"
  while IFS= read -r word; do
    if [ -z "$number" ]; then number=$word; else
      words=$((words + 1))
      set -- "$@" "$word"
    fi
  done <"$check"
  if [ "$words" -lt 2 ] || [ "$words" != "$number" ]; then return 1; fi
  id=$1
  kind=$2
  shift 2
  if [ "$kind" = CMD-SHELL ]; then set -- /bin/sh -c "$1"; fi
  as_docker timeout 10 docker exec "$id" "$@" </dev/null >/dev/null 2>&1
}

# A survey in which one that would answer its check well already counts as healthy.
survey_now() {
  survey | while IFS='|' read -r service state health exit_code restarts id; do
    if [ "$state $health" = 'running starting' ]; then
      if grep -qxF -e "$id" "$BUNDLE/proven" 2>/dev/null; then
        health=healthy
      elif check_now "$id"; then
        health=healthy
        printf '%s\n' "$id" >>"$BUNDLE/proven"
      fi
    fi
    printf '%s|%s|%s|%s|%s|%s\n' "$service" "$state" "$health" "$exit_code" "$restarts" "$id"
  done
}

# Reads a survey; prints `well`, `waiting` or `ill SERVICE…`. Without a container nothing is well: the engine did not answer.
judge() {
  awk -F '|' '
    BEGIN {
      while ((getline line <(ENVIRON["BUNDLE"] "/survey.before")) > 0) { split(line, part, "|"); before[part[6]] = part[5] }
    }
    $5 >= before[$6] + 0 { $5 -= before[$6] }
    $2 == "running" && $3 == "unhealthy" { ill = ill " " $1; next }
    $2 == "running" && $3 == "starting" { waiting = 1; next }
    $2 == "running" && $5 > 2 { ill = ill " " $1; next }
    $2 == "running" { next }
    $2 == "exited" && $4 == 0 { next }
    $2 == "exited" || $2 == "dead" { ill = ill " " $1; next }
    $2 == "restarting" && $5 > 2 { ill = ill " " $1; next }
    { waiting = 1 }
    END { if (ill != "") print "ill" ill; else if (waiting || NR == 0) print "waiting"; else print "well" }'
}

# Reads a survey: whether nothing in it is both new and without a health check. Such a program may still fall over just after
# its start.
is_proven() {
  awk -F '|' '
    BEGIN {
      while ((getline line <(ENVIRON["BUNDLE"] "/survey.before")) > 0) { split(line, part, "|"); known[part[6]] = 1 }
      while ((getline line <(ENVIRON["BUNDLE"] "/proven")) > 0) known[line] = 1
    }
    $2 == "running" && $3 == "" && !($6 in known) { new = 1 }
    END { exit new }'
}

# pause_since BEGIN (nanoseconds since 1970): sleeps for a tenth of the time since then, between 0.2 and 2 s. What starts fast is seen
# at once; what takes long, or never comes, does not lose the processor to being asked.
pause_since() {
  pause=$((($(date +%s%N) - $1) / 10000000))
  if [ "$pause" -lt 200 ]; then pause=200; elif [ "$pause" -gt 2000 ]; then pause=2000; fi
  sleep "$((pause / 1000)).$(printf '%03d' "$((pause % 1000))")"
}

# Prints the services of a survey that are not well yet.
services_awaited() {
  awk -F '|' '!(($2 == "running" && $3 != "starting") || ($2 == "exited" && $4 == 0)) { print $1 }' "$BUNDLE/survey.now" | sort -u | tr '\n' ' '
}

# Waits until all is well; with new programs that have no health check, for two seconds on end. Sets `verdict`; fails when
# something is ill or their time is over.
wait_until_well() {
  calm=0
  asked_since=$(date +%s%N)
  told=''
  set --
  for id in $(containers_of); do set -- "$@" "$id"; done
  if [ "$#" -gt 0 ]; then allowed=$(patience "$@"); else allowed=$HEALTH_SECONDS; fi
  until=$(($(date +%s) + allowed))
  while [ "$(date +%s)" -lt "$until" ]; do
    survey_now >"$BUNDLE/survey.now"
    awaited=$(services_awaited)
    if [ "$awaited" != "$told" ]; then waiting_for "${awaited}to become healthy"; fi
    told=$awaited
    verdict=$(judge <"$BUNDLE/survey.now")
    case $verdict in
      well) calm=$((calm + 1)) ;;
      ill*) return 1 ;;
      *) calm=0 ;;
    esac
    if [ "$calm" -ge 10 ]; then return 0; fi
    if [ "$calm" -ge 1 ] && is_proven <"$BUNDLE/survey.now"; then return 0; fi
    if [ "$calm" -ge 1 ]; then sleep 0.2; else pause_since "$asked_since"; fi
  done
  verdict="ill after $allowed seconds of $verdict"
  return 1
}

# The last lines of every container that is not well, for the person who has to find out why.
show_ill() {
  survey | while IFS='|' read -r service state health exit_code restarts id; do
    case "$state $health" in
      'running healthy' | 'running ') [ "$restarts" -gt 0 ] || continue ;;
      exited*) [ "$exit_code" != 0 ] || continue ;;
    esac
    echo "--- $service: $state${health:+, $health}, exit code $exit_code, $restarts restarts; its last lines:"
    engine logs --tail 30 "$id" 2>&1 || true
    engine inspect --format '{{with index .State "Health"}}{{range .Log}}health check: {{.Output}}{{end}}{{end}}' "$id" 2>/dev/null | tail -n 3
  done
}
