#!/bin/sh
# Whether the project's containers are well. Read by the steps that start containers.

# Health is asked for by index: a container without a health check has no such field, and `.State.Health` would fail.
# A line a container: service|state|health|exit code|restarts|id
survey() {
  containers_of | while IFS= read -r id; do
    engine inspect --format '{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|{{with index .State "Health"}}{{.Status}}{{end}}|{{.State.ExitCode}}|{{.RestartCount}}|{{.Id}}' "$id" 2>/dev/null || true
  done
}

# Notes how often each container was restarted in its life until now, so that only what comes after counts: one that fell
# over a few times last month is not ill today.
note_restarts() { survey >"$BUNDLE/survey.before"; }

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

# Waits until all is well for three looks in a row (a program without a health check may still fall over just after its
# start). Sets `verdict`; fails when something is ill or HEALTH_SECONDS have passed.
wait_until_well() {
  calm=0
  for _ in $(seq "$HEALTH_SECONDS"); do
    verdict=$(survey | judge)
    case $verdict in
      well) calm=$((calm + 1)) ;;
      ill*) return 1 ;;
      *) calm=0 ;;
    esac
    [ "$calm" -lt 3 ] || return 0
    sleep 1
  done
  verdict="ill after $HEALTH_SECONDS seconds of $verdict"
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
