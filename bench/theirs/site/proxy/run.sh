#!/bin/sh
# HTTPS once there is a certificate; until then what certbot needs to get one.
set -eu

if [ -f "/etc/letsencrypt/live/$DOMAIN/fullchain.pem" ]; then
  template=/proxy/https.conf.template
else
  template=/proxy/http.conf.template
fi
# Only this name is replaced: $host and the like are nginx's own.
envsubst "\${DOMAIN}" <"$template" >/etc/nginx/conf.d/default.conf
exec nginx -g 'daemon off;'
