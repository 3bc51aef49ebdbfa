#!/bin/bash

set -e

# Real parameters take minutes; DH_QUICK makes the ones of a test in a second.
if [ ! -f /vol/proxy/ssl-dhparams.pem ]; then
  echo "No DH parameters yet: computing them"
  openssl dhparam ${DH_QUICK:+-dsaparam} -out /vol/proxy/ssl-dhparams.pem "$DH_BITS"
fi

if [ -f "/etc/letsencrypt/live/${DOMAIN}/fullchain.pem" ]; then
  echo "Certificate found: HTTPS"
  template=default-ssl.conf.tpl
else
  echo "No certificate: HTTP only"
  template=default.conf.tpl
fi

# Only these are replaced: $host and the like are nginx’s own.
names="\${DOMAIN} \${APP_HOST} \${APP_PORT}"
envsubst "$names" < "/etc/nginx/${template}" > /etc/nginx/conf.d/default.conf

nginx -g 'daemon off;'
