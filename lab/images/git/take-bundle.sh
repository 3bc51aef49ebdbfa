#!/bin/sh
# Takes the bundle on standard input as the whole content of the repository NAME.
set -eu

repository=/srv/git/$1.git
bundle=$(mktemp)
trap 'rm -f "$bundle"' EXIT
cat >"$bundle"
if [ ! -d "$repository" ]; then
  git init --quiet --bare "$repository"
fi
git -C "$repository" config uploadpack.allowAnySHA1InWant true
git -C "$repository" fetch --quiet --force --prune "$bundle" '+refs/*:refs/*'
chown -R git:git "$repository"
