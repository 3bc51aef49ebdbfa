#!/bin/sh
# Looks at the host and prints what it finds, a line a fact: `word NAME VALUE` if the value is plain, else `fact NAME BASE64`.
# It changes nothing. A run with nothing to do is little more than this look, so what a shell can do by itself starts no
# process, and what takes long (each call of docker) runs beside the rest; __tests__/shell/observe-cost.test.ts counts both.
# Before this text come, as quoted assignments: ROOT_INPUT PROJECT SOURCE MANIFEST_DIGEST MANIFEST_CHUNKS CERTIFICATE_NAME
# CERTIFICATE_VOLUME CRON_MARK CRON_PID_FILE
set -u
LC_ALL=C
PATH="$PATH:/usr/sbin:/sbin"
export LC_ALL PATH

fact_from() { printf 'fact %s ' "$1"; base64 -w 0; printf '\n'; }
fact() {
  case $2 in
    *[!A-Za-z0-9_.,:\;/+=@~\|\(\)\ -]*) printf '%s' "$2" | fact_from "$1" ;;
    *) printf 'word %s %s\n' "$1" "$2" ;;
  esac
}

# The digest alone, of what `sha256sum` prints.
bare() { printf '%s' "${1%% *}"; }

# Sets `place` to the nearest folder above $1, or $1, that is there.
nearest_existing() {
  place=$1
  while [ ! -e "$place" ] && [ "$place" != / ]; do
    case $place in
      */*) place=${place%/*} ;;
      *) place=. ;;
    esac
    place=${place:-/}
  done
}

# The values of /etc/os-release (man os-release) that are wanted: read, not run.
read_os_release() {
  while IFS='=' read -r key value || [ -n "$key" ]; do
    value=${value#[\"\']}
    value=${value%[\"\']}
    case $key in
      ID) id=$value ;;
      VERSION_ID) version=$value ;;
      PRETTY_NAME) name=$value ;;
    esac
  done
}

observe_system() {
  id=''
  version=''
  name=''
  [ -r /etc/os-release ] && read_os_release </etc/os-release
  fact os-id "$id"
  fact os-version "$version"
  fact os-name "$name"
  fact architecture "$(uname -m)"
  fact user "$(id -un)"
  if [ "$uid" -eq 0 ]; then privilege=root
  elif sudo -n true </dev/null 2>/dev/null; then privilege=sudo
  else privilege=none
  fi
  fact privilege "$privilege"
}

observe_root() {
  case $ROOT_INPUT in
    \~) root=$HOME ;;
    \~/*) root=$HOME/${ROOT_INPUT#??} ;;
    *) root=$ROOT_INPUT ;;
  esac
  fact root "$root"
  nearest_existing "$root"
  ancestor=$place
  writable=no
  [ -d "$ancestor" ] && [ -w "$ancestor" ] && writable=yes
  fact root-writable "$writable"
  nearest_existing /var/lib/docker
  fact free-kib "$(df -Pk -- "$ancestor" "$place" 2>/dev/null | least_free)"
  fact free-inodes "$(df -Pi -- "$ancestor" 2>/dev/null | least_free)"
}

# The least of the fourth column of `df`; nothing if it is not a number, or of a file system that counts none (0 in all).
least_free() {
  least=''
  read -r _
  while read -r _ total _ free _; do
    case $free in ''|*[!0-9]*) continue ;; esac
    [ "$total" != 0 ] || continue
    if [ -z "$least" ] || [ "$free" -lt "$least" ]; then least=$free; fi
  done
  printf '%s' "$least"
}

# Programs that a deploy may need.
observe_programs() {
  command -v git >/dev/null 2>&1 && fact git-installed yes
  # Only where the host is to fetch the repository itself: the program takes long to start.
  [ "$SOURCE" = git ] && command -v ssh >/dev/null 2>&1 && observe_ssh
  command -v crontab >/dev/null 2>&1 && fact cron-installed yes
  cron_runs && fact cron-running yes
  [ -r "$root/renew.sh" ] || return 0
  fact renewal-digest "$(bare "$({ cat "$root/renew.sh"; crontab -l 2>/dev/null | grep -F "$CRON_MARK"; } | sha256sum)")"
}

# Cron notes its process, Debian's and cronie alike; where that does not tell, systemd is asked, which takes some 40 ms.
cron_runs() {
  pid=''
  comm=''
  [ -r "$CRON_PID_FILE" ] && IFS= read -r pid <"$CRON_PID_FILE"
  case $pid in
    ''|*[!0-9]*) ;;
    *) [ -r "/proc/$pid/comm" ] && IFS= read -r comm <"/proc/$pid/comm" ;;
  esac
  case $comm in cron|crond) return 0 ;; esac
  # Well if one of them is active (man systemctl).
  systemctl is-active --quiet cron crond </dev/null 2>/dev/null
}

observe_ssh() {
  ssh=$(ssh -V 2>&1 </dev/null)
  case $ssh in
    OpenSSH_*) ssh=${ssh#OpenSSH_}; fact ssh-version "${ssh%%[!0-9.]*}" ;;
    *) fact ssh-version '' ;;
  esac
}

# The manifest, less the chunks that the runner has too, which MANIFEST_CHUNKS says: a run of them is `= FIRST LAST`, by the
# runner's count. See src/source/manifest-chunks.ts.
manifest_changes() {
  chunks=$(mktemp -d) || { cat; return; }
  (
    cd "$chunks" || exit 1
    awk -v below="${MANIFEST_CHUNKS%% *}" '
      chunk == "" { chunk = sprintf("%08d", ++count) }
      { print >chunk }
      $1 == "f" && substr($3, 1, 4) < below { close(chunk); chunk = "" }'
    find . -type f | sort | xargs -r sha256sum | MANIFEST_CHUNKS="$MANIFEST_CHUNKS" awk '
      function tell() { if (first != "") print "=", first, last; first = "" }
      BEGIN { for (count = split(ENVIRON["MANIFEST_CHUNKS"], known, " "); count > 1; count--) place[known[count]] = count - 2 }
      substr($1, 1, 16) in place {
        at = place[substr($1, 1, 16)]
        if (first == "" || at != last + 1) { tell(); first = at }
        last = at
        next
      }
      { tell(); while ((getline line <$2) > 0) print line; close($2) }
      END { tell() }'
  )
  rm -rf "$chunks"
}

# The first line of a file, as a fact.
first_line() {
  [ -r "$2" ] || return 0
  line=''
  IFS= read -r line <"$2" || :
  fact "$1" "$line"
}

observe_release() {
  count=0
  for folder in "$root"/releases/* "$root"/releases/.[!.]*; do
    [ ! -d "$folder" ] || [ -L "$folder" ] || count=$((count + 1))
  done
  fact release-count "$count"
  release=$(readlink "$root/current" 2>/dev/null) || return 0
  release=${release##*/}
  record=$root/releases/$release/.ec2-https-deploy
  [ -r "$record/manifest" ] || return 0
  fact release "$release"
  found=$(bare "$(sha256sum <"$record/manifest")")
  fact manifest-digest "$found"
  [ "$found" = "$MANIFEST_DIGEST" ] || manifest_changes <"$record/manifest" | gzip -c | fact_from manifest-gz
  first_line settings-digest "$record/settings-digest"
  [ -r "$record/env-digests" ] && fact_from env-digests <"$record/env-digests"
  [ -r "$root/releases/$release/.env" ] && fact env-digest "$(bare "$(sha256sum <"$root/releases/$release/.env")")"
  return 0
}

observe_edge() {
  # The release that the edge asks: after a reboot in the middle of a switch it may be another than `current`.
  live=$(readlink "$root/edge/live/current" 2>/dev/null) && fact edge-release "${live##*/}"
  first_line hsts "$root/hsts"
  [ -d "$root/edge" ] || return 0
  fact edge-digest "$(bare "$(cd "$root/edge" && find . -type f ! -name '*.tmp' -print0 | sort -z | xargs -0 -r sha256sum | sha256sum)")"
}

observe_rest() {
  observe_system
  observe_root
  observe_programs
  observe_release
  observe_edge
}

# Each call of docker beside the rest. What one prints waits in its pipe until the one after it has ended, so that lines are
# never mixed, however long, and nothing is written to the disk.
observe_beside() {
  beside=$1
  shift
  "$beside" </dev/null | { if [ $# -gt 0 ]; then observe_beside "$@" </dev/null; else observe_rest </dev/null; fi; cat; }
}

uid=$(id -u)
if command -v docker >/dev/null 2>&1; then
  fact docker-installed yes
  observe_beside observe_containers observe_certificate observe_engine observe_compose observe_compose_v1
else
  fact docker-access none
  observe_compose_v1
  observe_port 80 ''
  observe_port 443 ''
  observe_rest
fi
fact complete yes
