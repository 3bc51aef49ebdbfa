#!/bin/sh
# Fetches one commit into the bare repository on the host. The key is with the agent on the other end of this connection.
# Before this text come, as quoted assignments: ROOT URL SHA KNOWN_HOSTS
set -eu
umask 022
LC_ALL=C
export LC_ALL
mkdir -p "$ROOT"
repository=$ROOT/repository.git
[ -d "$repository" ] || git init --quiet --bare "$repository"
known=$(mktemp)
trap 'rm -f "$known"' EXIT
printf '%s\n' "$KNOWN_HOSTS" >"$known"
# The path comes from mktemp, so it has nothing in it that a shell would read.
GIT_SSH_COMMAND="ssh -o UserKnownHostsFile=$known -o GlobalKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes -o BatchMode=yes -o ConnectTimeout=20"
export GIT_SSH_COMMAND
git --git-dir="$repository" fetch --quiet --depth 1 --no-tags -- "$URL" "$SHA" </dev/null
git --git-dir="$repository" cat-file -e "$SHA^{commit}"
