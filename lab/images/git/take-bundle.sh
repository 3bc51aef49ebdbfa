#!/bin/sh
# Takes the bundle FILE as the whole content of the repository NAME, and removes it.
set -eu

repository=/srv/git/$1.git
bundle=$2
trap 'rm -f "$bundle"' EXIT
if [ ! -d "$repository" ]; then
  git init --quiet --bare "$repository"
fi
git -C "$repository" config uploadpack.allowAnySHA1InWant true
git -C "$repository" fetch --quiet --force --prune "$bundle" '+refs/*:refs/*'
chown -R git:git "$repository"
