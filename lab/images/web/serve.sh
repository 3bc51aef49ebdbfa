#!/bin/bash
# Registry and web server; when one of them ends the container does, and the lab starts it again.
set -eu

docker-registry serve /etc/lab-registry.yml &
nginx -g 'daemon off;' &
trap 'kill $(jobs -p)' TERM INT QUIT
wait -n
