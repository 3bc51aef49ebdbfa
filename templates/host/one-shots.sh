#!/bin/sh
# Services that have to do their work before the app starts, such as migrations: the runner names them in $BUNDLE/oneshots. Read, after
# lib.sh, by the steps that start containers.

# A line a container of theirs, of those that `docker ps` finds with the filters: id|service|status
one_shot_containers() {
  [ -s "$BUNDLE/oneshots" ] || return 0
  engine ps --all --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False "$@" \
    --format '{{.ID}}|{{.Label "com.docker.compose.service"}}|{{.Status}}' |
    awk -F '|' -v shots="$BUNDLE/oneshots" 'BEGIN { while ((getline line <shots) > 0) one[line] = 1 } $2 in one'
}

# Removes what has ended: compose would start that of another release once more, and the new app beside it.
remove_one_shots() {
  one_shot_containers --filter status=exited --filter status=created --filter status=dead >"$BUNDLE/spent" || return 1
  while IFS='|' read -r id _; do engine rm "$id" >/dev/null || return 1; done <"$BUNDLE/spent"
}

# Says which of them failed, as the end of a sentence; nothing if none did.
failed_one_shots() {
  one_shot_containers --filter status=exited |
    awk -F '|' '$3 !~ /^Exited \(0\)/ { printf "; %s, which has to do its work before, ended with: %s", $2, $3 }'
}
