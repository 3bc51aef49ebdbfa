#!/bin/sh
# on-host.sh DOMAIN EMAIL: what deploy.sh runs on the host, in one go.
set -eu
domain=$1
email=$2
cd by-hand

docker compose build --quiet
docker compose up --detach --wait --remove-orphans

certificate=/etc/letsencrypt/live/$domain/fullchain.pem
if ! docker compose exec -T proxy test -e "$certificate"; then
  docker compose run --rm -T certbot certonly --webroot --webroot-path /var/www/acme --domain "$domain" \
    --email "$email" --agree-tos --non-interactive
  docker compose restart proxy
fi
week=604800
docker compose exec -T proxy openssl x509 -checkend "$week" -noout -in "$certificate" >/dev/null ||
  echo "The certificate of $domain ends within a week" >&2

entry="0 3 * * 6 $PWD/renew.sh"
crontab -l 2>/dev/null | grep -qxF "$entry" || {
  crontab -l 2>/dev/null || true
  echo "$entry"
} | crontab -
