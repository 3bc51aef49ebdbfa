#!/bin/sh
# Looks at the host and prints what it finds, a line a fact: `fact NAME BASE64`. It changes nothing.
# Before this text come, as quoted assignments: ROOT_INPUT PROJECT MANIFEST_DIGEST MANIFEST_CHUNKS CERTIFICATE_NAME CERTIFICATE_VOLUME CRON_MARK
set -u
LC_ALL=C
PATH="$PATH:/usr/sbin:/sbin"
export LC_ALL PATH

fact_from() { printf 'fact %s ' "$1"; base64 | tr -d '\n'; printf '\n'; }
fact() { printf '%s' "$2" | fact_from "$1"; }
digest() { sha256sum | cut -d ' ' -f 1; }

nearest_existing() {
  place=$1
  while [ ! -e "$place" ] && [ "$place" != / ]; do place=$(dirname -- "$place"); done
  printf '%s' "$place"
}

# A value of /etc/os-release (man os-release): read, not run.
os_release() { sed -n "s/^$1=//p" /etc/os-release | head -n 1 | sed -e "s/^[\"']//" -e "s/[\"']\$//"; }

observe_system() {
  id=''
  version=''
  name=''
  if [ -r /etc/os-release ]; then
    id=$(os_release ID)
    version=$(os_release VERSION_ID)
    name=$(os_release PRETTY_NAME)
  fi
  fact os-id "$id"
  fact os-version "$version"
  fact os-name "$name"
  fact architecture "$(uname -m)"
  fact user "$(id -un)"
  if [ "$(id -u)" -eq 0 ]; then privilege=root
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
  ancestor=$(nearest_existing "$root")
  writable=no
  [ -d "$ancestor" ] && [ -w "$ancestor" ] && writable=yes
  fact root-writable "$writable"
  images=$(nearest_existing /var/lib/docker)
  fact free-kib "$(df -Pk -- "$ancestor" "$images" 2>/dev/null | awk 'NR > 1 { if (least == "" || $4 < least) least = $4 } END { print least }')"
  fact free-inodes "$(df -Pi -- "$ancestor" 2>/dev/null | awk 'NR == 2 { print ($4 ~ /^[0-9]+$/ && $2 > 0) ? $4 : "unknown" }')"
}

as_docker() {
  case $access in
    sudo) sudo -n docker "$@" </dev/null ;;
    *) docker "$@" </dev/null ;;
  esac
}

observe_docker() {
  access=none
  engine=
  if command -v docker >/dev/null 2>&1; then
    fact docker-installed yes
    engine=$(docker version --format '{{.Server.Version}}' </dev/null 2>/dev/null) && access=direct
    if [ "$access" = none ] && [ "$privilege" != none ]; then
      engine=$(sudo -n docker version --format '{{.Server.Version}}' </dev/null 2>/dev/null) && access=sudo
    fi
    fact compose "$(docker compose version --short </dev/null 2>/dev/null || true)"
  fi
  fact docker-access "$access"
  [ "$access" = none ] || fact docker-version "$engine"
  if command -v docker-compose >/dev/null 2>&1; then
    case $(docker-compose version --short </dev/null 2>/dev/null) in 1.*) fact compose-v1 yes ;; esac
  fi
}

# Programs that a deploy may need.
observe_programs() {
  command -v git >/dev/null 2>&1 && fact git-installed yes
  command -v ssh >/dev/null 2>&1 && fact ssh-version "$(ssh -V 2>&1 </dev/null | sed -n 's/^OpenSSH_\([0-9.]*\).*/\1/p')"
  command -v crontab >/dev/null 2>&1 && fact cron-installed yes
  { systemctl is-active --quiet cron || systemctl is-active --quiet crond; } </dev/null 2>/dev/null && fact cron-running yes
  [ -r "$root/renew.sh" ] && fact renewal-digest "$({ cat "$root/renew.sh"; crontab -l 2>/dev/null | grep -F "$CRON_MARK"; } | digest)"
}

observe_port() {
  port=$1
  container=
  [ "$access" = none ] || container=$(as_docker ps --filter "publish=$port" --format '{{.Names}}|{{.Label "com.docker.compose.project"}}' 2>/dev/null | head -n 1)
  if [ -n "$container" ]; then
    owner=${container#*|}
    ours=no
    [ "$owner" = "$PROJECT" ] && ours=yes
    fact port "$port|$ours|container ${container%%|*}${owner:+ (project $owner)}"
    return 0
  fi
  listener=$(sudo -n ss -Hltnp "sport = :$port" </dev/null 2>/dev/null || ss -Hltnp "sport = :$port" </dev/null 2>/dev/null) || return 0
  [ -n "$listener" ] || return 0
  program=$(printf '%s' "$listener" | sed -n 's/.*users:(("\([^"]*\)".*/\1/p' | head -n 1)
  fact port "$port|no|${program:-another program}"
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

observe_release() {
  fact release-count "$(find "$root/releases" -mindepth 1 -maxdepth 1 -type d 2>/dev/null | wc -l)"
  release=$(readlink "$root/current" 2>/dev/null) || return 0
  release=${release##*/}
  record=$root/releases/$release/.ec2-https-deploy
  [ -r "$record/manifest" ] || return 0
  fact release "$release"
  found=$(digest <"$record/manifest")
  fact manifest-digest "$found"
  [ "$found" = "$MANIFEST_DIGEST" ] || manifest_changes <"$record/manifest" | gzip -c | fact_from manifest-gz
  [ -r "$record/settings-digest" ] && fact_from settings-digest <"$record/settings-digest"
  [ -r "$record/env-digests" ] && fact_from env-digests <"$record/env-digests"
  [ -r "$root/releases/$release/.env" ] && fact env-digest "$(digest <"$root/releases/$release/.env")"
  return 0
}

# The release that the edge asks: after a reboot in the middle of a switch it may be another than `current`.
observe_live() {
  live=$(readlink "$root/edge/live/current" 2>/dev/null) || return 0
  fact edge-release "${live##*/}"
}

observe_containers() {
  as_docker ps --all --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False \
    --format '{{.Label "com.docker.compose.service"}}|{{.State}}|{{.Status}}' 2>/dev/null | fact_from containers
}

# The certificate (public) out of its volume: by its place on the disk where we may, else through a container that mounts it.
read_certificate() {
  mountpoint=$(as_docker volume inspect --format '{{.Mountpoint}}' "$CERTIFICATE_VOLUME" 2>/dev/null) || return 1
  file=live/$CERTIFICATE_NAME/fullchain.pem
  case $privilege in
    none)
      holder=$(as_docker ps --quiet --filter "volume=$CERTIFICATE_VOLUME" | head -n 1)
      [ -n "$holder" ] && as_docker exec "$holder" cat "/etc/letsencrypt/$file" 2>/dev/null ;;
    *) sudo -n cat "$mountpoint/$file" </dev/null 2>/dev/null || cat "$mountpoint/$file" 2>/dev/null ;;
  esac
}

observe_site() {
  if [ -d "$root/edge" ]; then
    fact edge-digest "$(cd "$root/edge" && find . -type f ! -name '*.tmp' | sort | while IFS= read -r file; do sha256sum "$file"; done | digest)"
  fi
  [ -r "$root/hsts" ] && fact_from hsts <"$root/hsts"
  [ "$access" = none ] && return 0
  observe_containers
  pem=$(read_certificate) && fact certificate "$pem"
  return 0
}

observe_system
observe_root
observe_docker
observe_programs
observe_port 80
observe_port 443
observe_release
observe_live
observe_site
fact complete yes
