#!/bin/sh
# Run by cron: renews what is due, and lets nginx read it.
set -eu
cd "$(dirname "$0")"
docker compose run --rm -T certbot renew --quiet
docker compose exec -T proxy nginx -s reload
