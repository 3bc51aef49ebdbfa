#!/bin/sh
# deploy.sh: deploys the folder it is called in to `site`, a host of the ssh configuration, over one connection.
# DOMAIN, EMAIL, HTTP_PORT, HTTPS_PORT and DJANGO_SECRET_KEY come from the environment, as a workflow hands secrets over.
set -eu

here=$(dirname "$0")
control=$(mktemp -d)
on_site() {
  ssh -o ControlPath="$control/%C" site "$@"
}
leave() {
  on_site -O exit 2>/dev/null || true
  rm -rf "$control"
}
trap leave EXIT

ssh -o ControlMaster=yes -o ControlPath="$control/%C" -o ControlPersist=60 -f -N site

rsync -az --delete --exclude=.git --exclude=.env -e "ssh -o ControlPath=$control/%C" ./ site:by-hand/

on_site 'umask 077 && cat >by-hand/.env.new && mv by-hand/.env.new by-hand/.env' <<ENV
DOMAIN=$DOMAIN
HTTP_PORT=$HTTP_PORT
HTTPS_PORT=$HTTPS_PORT
DJANGO_SECRET_KEY=$DJANGO_SECRET_KEY
ENV

on_site "sh -s -- '$DOMAIN' '$EMAIL'" <"$here/on-host.sh"

curl --fail --silent --show-error --output /dev/null --max-time 10 --retry 10 --retry-all-errors --retry-delay 1 \
  "https://$DOMAIN:$HTTPS_PORT/"
