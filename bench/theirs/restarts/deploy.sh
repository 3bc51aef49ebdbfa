#!/bin/sh
# deploy.sh DOMAIN PORT COMMAND: deploys on a host that set-up.sh prepared, the way of many tutorials: the code copied over the old,
# packages, the release command, both services restarted, and a look at the site. Run on the host as root, with the project's folder
# on standard input, as base64 of a tar. Prints a line per part: `part NAME MILLISECONDS`.
set -eu
domain=$1
port=$2
command=$3
root=/srv/by-hand

part() {
  name=$1
  shift
  begun=$(date +%s%N)
  "$@" >/root/by-hand.log 2>&1 </dev/null || { cat /root/by-hand.log >&2; exit 1; }
  printf 'part %s %s\n' "$name" "$((($(date +%s%N) - begun) / 1000000))"
}

copy() { tar -xzf /root/by-hand.tgz -C "$root/code" --no-same-owner; }
release_command() {
  sh -c 'set -a; cd "$1/code"; . ./.env; PATH=$1/venv/bin:$PATH
    exec setpriv --reuid by-hand --regid by-hand --clear-groups sh -c "$2"' sh "$root" "$command"
}
answers() {
  curl --fail --silent --show-error --output /dev/null --max-time 10 --retry 5 --retry-delay 1 --retry-all-errors \
    --insecure --resolve "$domain:$port:127.0.0.1" "https://$domain:$port/"
}

base64 -d >/root/by-hand.tgz
part code copy
part packages "$root/venv/bin/pip" install --quiet --requirement "$root/code/requirements.txt"
part release-command release_command
part uwsgi systemctl restart uwsgi
part nginx systemctl restart nginx
part check answers
