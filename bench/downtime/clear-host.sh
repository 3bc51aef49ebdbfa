#!/bin/sh
# Removes all containers, volumes, sites and cron entries from a host of the lab. Images and the build cache stay.
set -eu
for id in $(docker ps --all --quiet); do docker rm --force --volumes "$id" >/dev/null; done
docker volume prune --force --all >/dev/null
docker network prune --force >/dev/null
crontab -r -u ec2-user 2>/dev/null || true
rm -rf /home/ec2-user/load-* /srv/plain
