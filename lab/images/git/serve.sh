#!/bin/sh
# The keys come from outside, so that they stay the same however often this container is made.
set -eu

install -m 600 /run/keys/host_key /etc/ssh/ssh_host_ed25519_key
install -m 644 /run/keys/deploy_key.pub /etc/ssh/deploy_keys
if [ ! -d /srv/git/example.git ]; then
  git init --quiet --bare /srv/git/example.git
fi
chown -R git:git /srv/git
exec /usr/sbin/sshd -D -e
