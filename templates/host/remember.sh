#!/bin/sh
# Notes what the next look need not ask Docker again. Nothing depends on it: what cannot be told for certain is not noted.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
# shellcheck source=templates/host/remembered.sh
. "$BUNDLE/remembered.sh"
root=$ROOT

# Whether $1 is a program itself, by that name. A script, or snap's one program behind many names, hands on to another: that can
# change while this stays the same.
is_program() {
  [ "$(basename "$(readlink -f "$1")")" = "${1##*/}" ] && [ "$(head -c 4 "$1" | tail -c 3)" = ELF ]
}

# note WORD SIGN VALUE: a line, if all of it is known and it reads back as it is.
note() {
  case $3 in ''|*[!A-Za-z0-9_.,:/+=@~\|-]*) return 0 ;; esac
  [ -z "$2" ] || printf '%s %s|%s\n' "$1" "$2" "$3"
}

note_all() {
  if [ -n "$plugin" ] && is_program "$plugin"; then note compose "$compose_sign" "$("$plugin" version --short </dev/null 2>/dev/null || true)"; fi
  is_program "$client" || return 0
  [ "$(docker context show </dev/null 2>/dev/null)" = default ] || return 0
  note engine "$engine_sign" "$(docker version --format '{{.Server.Version}}' </dev/null 2>/dev/null || true)"
  [ -n "$CERTIFICATE_VOLUME" ] || return 0
  place=$(docker volume inspect --format '{{.Mountpoint}}' "$CERTIFICATE_VOLUME" </dev/null 2>/dev/null) || return 0
  note volume "$engine_sign" "$CERTIFICATE_VOLUME|$place"
}

recall "$CERTIFICATE_VOLUME"
if is_all_recalled "$CERTIFICATE_VOLUME"; then exit 0; fi
# The signs from before the questions: what changes in between is taken for changed.
read_signs
note_all >"$root/docker-noted.next"
mv -fT "$root/docker-noted.next" "$root/docker-noted"
