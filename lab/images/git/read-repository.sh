#!/bin/sh
# The only thing a connection may do: read a repository of /srv/git, asked for by its path, or as OWNER/NAME as at GitHub.
set -eu

set -f
asked=${SSH_ORIGINAL_COMMAND:-}
case $asked in
  "git-upload-pack '"*"'") ;;
  "git-receive-pack "*)
    echo 'ERROR: The key you are authenticating with has been marked as read only.' >&2
    exit 1
    ;;
  *)
    echo 'You are successfully authenticated, but there is no shell here.' >&2
    exit 1
    ;;
esac
path=${asked#"git-upload-pack '"}
path=${path%"'"}
name=$(basename -- "$path" .git)
if [ ! -d "/srv/git/$name.git" ]; then
  echo "ERROR: Repository not found: $path" >&2
  exit 1
fi
exec git upload-pack "/srv/git/$name.git"
