#!/bin/sh
set -e
until pg_isready -h db -U shop; do
  sleep 1
done
psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f schema.sql
exec "$@"
