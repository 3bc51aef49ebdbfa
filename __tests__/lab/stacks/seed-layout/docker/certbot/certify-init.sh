#!/bin/sh

set -e

# The proxy may still be computing its DH parameters.
until nc -z proxy 80; do
    echo "The proxy does not listen yet"
    sleep 5
done

echo "Asking for a certificate"

certbot certonly \
    --webroot \
    --webroot-path "/vol/www/" \
    -d "$DOMAIN" \
    --email "$EMAIL" \
    --rsa-key-size 4096 \
    --agree-tos \
    --noninteractive
