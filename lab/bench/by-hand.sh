#!/bin/sh
# What people have in their notes: build the image where the files lie, and put the new container in the old one's place.
set -eu
cd by-hand
docker build --quiet --tag by-hand .
docker run --rm --env DJANGO_SECRET_KEY=bench --env DOMAIN=bench.lab.test by-hand python manage.py migrate --noinput
docker rm --force by-hand >/dev/null 2>&1 || true
docker run --detach --name by-hand --env DJANGO_SECRET_KEY=bench --env DOMAIN=bench.lab.test by-hand
