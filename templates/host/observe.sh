#!/bin/sh
# Looks at the host and prints what it finds, a line a fact: `word NAME VALUE` if the value is plain, else `fact NAME BASE64`.
# It changes nothing. A run with nothing to do is little more than this look, so what a shell can do by itself starts no
# process, and what takes long (each call of docker) runs beside the rest; __tests__/shell/observe-cost.test.ts counts both.
# Before this text come, as quoted assignments: ROOT_INPUT PROJECT PROJECT_BEFORE SOURCE CERTIFICATE_NAME CERTIFICATE_VOLUME CRON_PID_FILE
# REPOSITORY COMPOSE_DIGEST DATA_PATHS LOOK_DATA ENGINE_PID_FILE ENGINE_SOCKET, and MANIFEST_DIGEST MANIFEST_CHUNKS, or these two on standard input as soon as they are known.
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

# A fact of several lines, each of them a fact.
fact_lines() {
  while IFS= read -r line || [ -n "$line" ]; do fact "$1" "$line"; done
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
  machine=''
  # Since Linux 6.1.
  { IFS= read -r machine </proc/sys/kernel/arch; } 2>/dev/null || machine=$(uname -m)
  fact architecture "$machine"
  fact user "$user"
}

observe_root() {
  fact root "$root"
  nearest_existing "$root"
  ancestor=$place
  writable=no
  [ -d "$ancestor" ] && [ -w "$ancestor" ] && writable=yes
  fact root-writable "$writable"
  nearest_existing /var/lib/docker
  df -k --output=size,avail,itotal,iavail -- "$ancestor" "$place" 2>/dev/null | least_free
}

# The least space of what `df` names, and how many files the first has room for; nothing where that is no number, or of a file
# system that counts none (0 in all).
least_free() {
  least=''
  inodes=''
  read -r _
  while read -r size free total ifree; do
    [ -n "$inodes" ] || inodes=$total:$ifree
    case $free in ''|*[!0-9]*) continue ;; esac
    [ "$size" != 0 ] || continue
    if [ -z "$least" ] || [ "$free" -lt "$least" ]; then least=$free; fi
  done
  fact free-kib "$least"
  case $inodes in 0:*) inodes='' ;; esac
  inodes=${inodes#*:}
  case $inodes in *[!0-9]*) inodes='' ;; esac
  fact free-inodes "$inodes"
}

# Programs that a deploy may need.
observe_programs() {
  command -v git >/dev/null 2>&1 && fact git-installed yes
  # Only where the host is to fetch the repository itself: the program takes long to start.
  [ "$SOURCE" = git ] && command -v ssh >/dev/null 2>&1 && observe_ssh
  command -v crontab >/dev/null 2>&1 && fact cron-installed yes
  cron_runs && fact cron-running yes
  [ -d "$root/renewal/current" ] || return 0
  program=$(bare "$(cd "$root/renewal/current" && find . -type f ! -name '*.tmp' -exec sha256sum {} + | sort -k 2 | sha256sum)")
  fact renewal-digest "$(bare "$({ printf '%s\n' "$program"; crontab -l 2>/dev/null | our_cron_lines; } | sha256sum)")"
}

our_cron_lines() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *"$CRON_MARK"*) printf '%s\n' "$line" ;; esac
  done
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

# The first line of a file, as a fact.
first_line() {
  [ -r "$2" ] || return 0
  line=''
  IFS= read -r line <"$2" || :
  fact "$1" "$line"
}

# Of a large repository what the runner has may not have been known when this program was sent.
hear_manifest() {
  [ -z "${MANIFEST_DIGEST+told}" ] || return 0
  MANIFEST_CHUNKS=$(cat <&5)
  MANIFEST_DIGEST=${MANIFEST_CHUNKS%% *}
  MANIFEST_CHUNKS=${MANIFEST_CHUNKS#* }
}

observe_release() {
  count=0
  for folder in "$root"/releases/* "$root"/releases/.[!.]*; do
    [ ! -d "$folder" ] || [ -L "$folder" ] || count=$((count + 1))
  done
  fact release-count "$count"
  release=$(shown_by "$root/current") || return 0
  record=$root/records/$release
  # Releases made before 0.2 keep their record among the repository's files.
  [ -d "$record" ] || record=$root/releases/$release/.ec2-https-deploy
  [ -r "$record/manifest" ] || return 0
  fact release "$release"
  env=$root/releases/$release/.env
  [ ! -f "$record/env" ] || env=$record/env
  found=$(sha256sum "$record/manifest" "$env" 2>/dev/null)
  case $found in *"
"*) fact env-digest "$(bare "${found#*"
"}")" ;; esac
  found=$(bare "$found")
  fact manifest-digest "$found"
  hear_manifest
  [ "$found" = "$MANIFEST_DIGEST" ] || manifest_changes "$record" | gzip -c | fact_from manifest-gz
  first_line settings-digest "$record/settings-digest"
  [ ! -r "$record/env-digests" ] || fact_lines env-digests <"$record/env-digests"
}

# The last part of what a link leads to. The shell follows it by itself; readlink is for one that leads nowhere.
shown_by() {
  [ -L "$1" ] || return 1
  target=$(cd -P -- "$1" 2>/dev/null && pwd) || target=$(readlink "$1") || return 1
  printf '%s' "${target##*/}"
}

observe_rest() {
  observe_system
  observe_root
  observe_programs
  observe_edge
  observe_switch
  # Last, since it may have to wait for what the runner has.
  observe_release
}

# The last of its arguments, and each of the others beside it. What one prints waits in its pipe until the one after it has
# ended, so that lines are never mixed, however long, and nothing is written to the disk.
observe_beside() {
  beside=$1
  shift
  if [ $# -eq 0 ]; then "$beside"; return; fi
  "$beside" </dev/null | { observe_beside "$@" </dev/null; cat; }
}

# What is known already is not asked.
observe_beside_containers() {
  recall "$CERTIFICATE_VOLUME"
  set -- observe_data observe_privileged observe_rest
  if [ -n "$engine_version" ]; then fact docker-version "$engine_version"; else set -- observe_engine "$@"; fi
  if [ -n "$compose_version" ]; then fact compose "$compose_version"; else set -- observe_compose "$@"; fi
  observe_beside "$@"
}

# What is run beside the rest has no standard input of its own.
exec 5<&0
case $ROOT_INPUT in
  \~) root=$HOME ;;
  \~/*) root=$HOME/${ROOT_INPUT#??} ;;
  *) root=$ROOT_INPUT ;;
esac
# "uid=1000(ec2-user) gid=…": a user may have no name.
identity=$(id)
uid=${identity#uid=}
user=${uid%% *}
uid=${uid%%[!0-9]*}
case $user in *\(*) user=${user#*\(}; user=${user%%\)*} ;; esac
find_project
if command -v docker >/dev/null 2>&1; then
  fact docker-installed yes
  observe_beside observe_containers observe_beside_containers
else
  recall ''
  fact docker-access none
  observe_compose_v1
  observe_port 80 ''
  observe_port 443 ''
  observe_beside observe_data observe_privileged observe_rest
fi
fact complete yes
