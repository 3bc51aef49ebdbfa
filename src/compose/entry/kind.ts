import { httpPorts, type Candidate } from './candidate.js';
import { isOneShotCommand } from './one-shot-command.js';

/** What a service is for. Only `web` and, where there is nothing else, `tool` answer visitors. */
export type ServiceKind = 'store' | 'tool' | 'worker' | 'one-shot' | 'web';

const STORE_IMAGES = imagePattern(
  'postgres|postgresql|postgis|pgvector|pgautoupgrade|timescaledb(-ha)?|mysql|mysql-server|mariadb|percona(-server)?|mongo|mongodb',
  'mongodb-community-server|ferretdb|redis|redis-stack(-server)?|valkey|keydb|dragonfly|memcached|rabbitmq|elasticsearch|opensearch|solr',
  'meilisearch|typesense|chroma|qdrant|weaviate|milvus|minio|influxdb|clickhouse(-server)?|cassandra|scylla|neo4j|couchdb|arangodb|etcd|nats',
  'zookeeper|kafka|cp-kafka|redpanda|activemq(-classic)?|mosquitto|emqx|cockroach|rethinkdb|mssql|server:.*mssql|azure-sql-edge|surrealdb|localstack',
);

const TOOL_IMAGES = imagePattern(
  'adminer|pgadmin4?|phpmyadmin|phppgadmin|mongo-express|flower|mailhog|mailpit|maildev|mailcatcher|portainer(-ce)?|grafana(-oss)?|prometheus',
  'alertmanager|node-exporter|.*[-_]exporter|cadvisor|loki|promtail|jaeger|all-in-one|zipkin|seq|dozzle|uptime-kuma|netdata|kibana|logstash',
  'certbot|lego|acme-companion|letsencrypt-nginx-proxy-companion|docker-letsencrypt-nginx-proxy-companion',
  'filebeat|redis-commander|redisinsight|watchtower|ouroboros|autoheal|docker-gc|selenium.*|chrome|otel.*|opentelemetry-collector.*',
);

const TOOL_COMMANDS = /\bcelery\b.*\bflower\b/;

const STORE_NAMES =
  /^(db|database|postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|cache|memcached|rabbitmq|broker)$/;

const SERVERS =
  /\b(gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|waitress|runserver|puma|unicorn|thin|passenger|nginx|httpd|apache2?|caddy|next start|node server|vite preview|serve -s|php-fpm|artisan serve|rails s(erver)?)\b/;

const WORKER_COMMANDS =
  /\b(celery\b.*\b(worker|beat)|sidekiq|rq\s+worker|rqworker|dramatiq|huey|arq|taskiq\s+worker|queue:(work|listen)|horizon|schedule:(run|work)|messenger:consume|crond?|supercronic|ofelia|rqscheduler|clockwork|bullmq|resque|delayed_job|good_job|solid_queue|run_huey|qcluster|process_tasks|start-worker|worker\.(py|js|ts|rb))\b/;

const WORKER_NAMES =
  /(^|[-_])(worker|workers|beat|celery\w*|cron|crontab|scheduler|queue|bot|batch|consumer|sidekiq|jobs?)([-_\d]|$)/;

/** Tells what a service is for, by its image, its command, its ports, and last by its name. Pure. */
export function kindOf(service: Candidate): ServiceKind {
  const { name, image = '', command, isAwaited, neverRestarts } = service;
  if (TOOL_IMAGES.test(image) || TOOL_COMMANDS.test(command)) return 'tool';
  if (STORE_IMAGES.test(image)) return 'store';
  if (isAwaited) return 'one-shot';
  // Whatever else its command does, somebody is meant to reach it.
  if (httpPorts(service).length > 0) return 'web';
  if (isOneShotCommand(command)) return 'one-shot';
  if (SERVERS.test(command)) return 'web';
  if (WORKER_COMMANDS.test(command)) return 'worker';
  if (neverRestarts && service.ports.length === 0) return 'one-shot';
  if (WORKER_NAMES.test(name) && service.expose.length === 0) return 'worker';
  if (STORE_NAMES.test(name)) return 'store';
  return 'web';
}

/** Whether an image keeps data: a database, cache, broker or search engine. */
export function isStore(image: string): boolean {
  return STORE_IMAGES.test(image);
}

/** Whether an image is a web server that stands in front of others. */
export function isWebServer(image: string | undefined): boolean {
  return WEB_SERVER_IMAGES.test(image ?? '');
}

const WEB_SERVER_IMAGES = imagePattern(
  'nginx|nginx-unprivileged|openresty|caddy|traefik|haproxy|httpd|envoy|swag|angie|lighttpd',
);

/** Matches an image by the last part of its name, whatever its registry, tag or digest. */
function imagePattern(...names: readonly string[]): RegExp {
  return new RegExp(`(?:^|/)(?:${names.join('|')})(?:[:@].*)?$`);
}
