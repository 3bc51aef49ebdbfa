#!/bin/sh
# Starts the inspection of the host (program/observe), or another part of the program that was sent as text, and writes nothing to the
# host. Before this text come, as quoted assignments: LOAD (program/observe/load.py), SENT (what it reads, in one line), ROOT_INPUT and
# PROJECT.
# Where there is no python3 of 3.9 or newer, this prints what it takes to plan its installation: the first fields of the document.
set -u
LC_ALL=C
PATH="$PATH:/usr/sbin:/sbin"
export LC_ALL PATH

# What may be told later comes on standard input. 97: the version; 126 and 127: there is no python3.
exec 3<&0
printf '%s\n' "$SENT" | python3 -BES -c 'import sys
sys.version_info < (3, 9) and sys.exit(97)
exec(sys.argv[1])' "$LOAD"
status=$?
case $status in 97 | 126 | 127) ;; *) exit "$status" ;; esac

json() { printf '"%s"' "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/[[:cntrl:]]/ /g' | tr '\n' ' ')"; }
yes_if() { if "$@" >/dev/null 2>&1 </dev/null; then printf true; else printf false; fi; }
is_there() { command -v "$1"; }
asked() { timeout 30 "$@" </dev/null 2>/dev/null; }

# os_release NAME: a value of /etc/os-release (man os-release), read, not run.
os_release() { sed -n -e "s/^$1=//p" /etc/os-release 2>/dev/null | sed -e "s/^[\"']//" -e "s/[\"']\$//" | head -n 1; }

privilege() {
  if [ "$(id -u)" -eq 0 ]; then printf root
  elif asked sudo -n true; then printf sudo
  else printf none
  fi
}

# nearest_existing PATH: the path, or the nearest folder above it that is there.
nearest_existing() {
  place=$1
  while [ ! -e "$place" ] && [ "$place" != / ] && [ "$place" != . ]; do place=$(dirname "$place"); done
  printf '%s' "$place"
}

# free SIZE FREE FACTOR PLACE…: the least of a column of df, over the file systems that have a size; null if that is no number.
free() {
  columns=$1,$2
  factor=$3
  shift 3
  asked df -k --output="$columns" -- "$@" |
    awk -v factor="$factor" 'NR > 1 && $1 ~ /^[0-9]+$/ && $1 > 0 && $2 ~ /^[0-9]+$/ && (least == "" || $2 < least) { least = $2 }
      END { if (least == "") print "null"; else printf "%.0f\n", least * factor }'
}

# memory NAME: bytes of /proc/meminfo (man 5 proc_meminfo); null without such a line.
memory() {
  kib=$(sed -n -e "s/^$1: *\([0-9]*\) kB\$/\1/p" /proc/meminfo 2>/dev/null)
  if [ -z "$kib" ]; then printf null; else printf '%s' "$((kib * 1024))"; fi
}

# ports: who listens on the ports of a web server, as far as we may see.
ports() {
  comma=''
  for port in 80 443; do
    listener=$(asked sudo -n ss -Hltnp "sport = :$port" || asked ss -Hltnp "sport = :$port") || continue
    [ -n "$listener" ] || continue
    program=$(printf '%s' "$listener" | sed -n 's/.*users:(("\([^"]*\)".*/\1/p' | head -n 1)
    printf '%s{"port":%s,"holder":%s,"is_ours":false}' "$comma" "$port" "$(json "${program:-another program}")"
    comma=,
  done
}

# project: the name that the site was given when it was made, else the one that is asked for.
project() {
  name=''
  for file in "$root/compose-project" "$root/project"; do
    if [ -z "$name" ] && [ -f "$file" ] && [ -r "$file" ]; then IFS= read -r name <"$file"; fi
  done
  source=new
  [ -z "$name" ] || source=record
  printf '{"name":%s,"source":"%s"}' "$(json "${name:-$PROJECT}")" "$source"
}

# dotenv: a .env that was prepared; which variables it has is only read with python3.
dotenv() {
  for file in "$root/.env" "$root/shared/.env"; do
    [ -f "$file" ] || continue
    printf '{"path":%s,"digest":null,"names":null}' "$(json "$file")"
    return
  done
  printf null
}

case $ROOT_INPUT in
  \~) root=$HOME ;;
  \~/*) root=$HOME/${ROOT_INPUT#??} ;;
  *) root=$ROOT_INPUT ;;
esac
ancestor=$(nearest_existing "$root")
ssh_version=$(timeout 30 ssh -V 2>&1 </dev/null | sed -n 's/^OpenSSH_\([0-9.]*\).*/\1/p')
printf '{"python":null,"system":{"os_id":%s,"os_version":%s,"os_name":%s,"architecture":%s,"user":%s,"privilege":"%s"' \
  "$(json "$(os_release ID)")" "$(json "$(os_release VERSION_ID)")" "$(json "$(os_release PRETTY_NAME)")" "$(json "$(uname -m)")" \
  "$(json "$(id -un 2>/dev/null || id -u)")" "$(privilege)"
printf ',"root":%s,"is_root_writable":%s,"free_bytes":%s,"free_inodes":%s' \
  "$(json "$root")" "$(yes_if test -d "$ancestor" -a -w "$ancestor")" "$(free size avail 1024 "$ancestor" "$(nearest_existing /var/lib/docker)")" \
  "$(free itotal iavail 1 "$ancestor")"
printf ',"memory_bytes":%s,"available_bytes":%s,"swap_bytes":%s,"free_swap_bytes":%s}' \
  "$(memory MemTotal)" "$(memory MemAvailable)" "$(memory SwapTotal)" "$(memory SwapFree)"
printf ',"programs":{"has_docker":%s,"has_git":%s,"ssh_version":%s,"has_cron":%s,"is_cron_running":%s},"ports":[%s],"project":%s,"env":%s}\n' \
  "$(yes_if is_there docker)" "$(yes_if is_there git)" "$(if [ -z "$ssh_version" ]; then printf null; else json "$ssh_version"; fi)" \
  "$(yes_if is_there crontab)" "$(yes_if asked systemctl is-active --quiet cron crond)" "$(ports)" "$(project)" "$(dotenv)"
