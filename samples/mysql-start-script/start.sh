#!/bin/sh
set -e
until mysqladmin ping -h db -u shop -p"$MYSQL_PASSWORD" --silent; do
  sleep 1
done
mysql -h db -u shop -p"$MYSQL_PASSWORD" shop < schema.sql
exec python app.py
