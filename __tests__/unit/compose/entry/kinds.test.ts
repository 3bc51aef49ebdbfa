import { describe, expect, test } from '@jest/globals';
import { httpPorts } from '../../../../src/compose/entry/http-ports.js';
import { kindOf } from '../../../../src/compose/entry/kind.js';
import { isStore } from '../../../../src/compose/entry/stores.js';
import { isWebServer } from '../../../../src/compose/entry/web-servers.js';
import { candidates } from '../../../support/candidates.js';

type Short = Parameters<typeof candidates>[0][string];

type Named = Short & { readonly name?: string };

function kind({ name = 'service', ...service }: Named): string {
  const [candidate] = candidates({ [name]: service });
  return candidate === undefined ? '' : kindOf(candidate);
}

describe('an image is known as a store', () => {
  test.each([
    ...[
      'postgres',
      'postgis/postgis:16-3.4',
      'pgvector/pgvector:pg16',
      'ankane/pgvector',
      'timescale/timescaledb-ha:pg16',
    ],
    ...[
      'bitnami/postgresql:16',
      'bitnami/postgresql-repmgr',
      'docker.io/bitnami/redis-sentinel',
      'supabase/postgres:15',
    ],
    ...[
      'redis/redis-stack',
      'redis/redis-stack-server:latest',
      'valkey/valkey:8-alpine',
      'eqalpha/keydb',
      'redislabs/rejson',
    ],
    ...[
      'docker.dragonflydb.io/dragonflydb/dragonfly',
      'mongodb/mongodb-community-server',
      'mongodb/mongodb-atlas-local',
    ],
    ...[
      'mcr.microsoft.com/mssql/server:2022-latest',
      'mcr.microsoft.com/azure-sql-edge',
      'gvenzl/oracle-xe',
      'gvenzl/oracle-free:23-slim',
    ],
    ...[
      'container-registry.oracle.com/database/free:latest',
      'clickhouse/clickhouse-server',
      'yandex/clickhouse-server',
    ],
    ...[
      'docker.elastic.co/elasticsearch/elasticsearch:8.15.0',
      'opensearchproject/opensearch:2',
      'getmeili/meilisearch:v1.9',
      'qdrant/qdrant',
    ],
    ...[
      'chromadb/chroma',
      'semitechnologies/weaviate',
      'minio/minio',
      'quay.io/minio/minio:latest',
      'bitnami/etcd',
      'quay.io/coreos/etcd:v3.5',
    ],
    ...[
      'confluentinc/cp-zookeeper:7.6.0',
      'confluentinc/cp-kafka',
      'bitnami/kafka:3.7',
      'apache/kafka-native',
      'debezium/connect:2.7',
    ],
    ...[
      'nats:2.10-alpine',
      'nats-streaming',
      'eclipse-mosquitto:2',
      'emqx/emqx',
      'rabbitmq:3-management',
      'apache/activemq-artemis',
    ],
    ...[
      'ollama/ollama',
      'vllm/vllm-openai',
      'localstack/localstack-pro',
      'amazon/dynamodb-local',
      'edoburu/pgbouncer',
      'memcached:1.6',
    ],
    'registry.example.com:5000/library/mysql:8.4@sha256:0123',
  ])('%s', (image) => {
    expect(isStore(image)).toBe(true);
    expect(kind({ image, ports: ['8000:8000'] })).toBe('store');
  });

  test.each([
    ...[
      'postgrest/postgrest',
      'me/postgres-api',
      'ghcr.io/me/redis-shop',
      'me/kafka-consumer',
      'hasura/graphql-engine',
      'node:22',
    ],
    ...['me/mongo-web:latest', 'wordpress:6', 'n8nio/n8n', 'ghost:5', 'directus/directus', 'me/database-course'],
  ])('but not %s', (image) => {
    expect(kind({ image, ports: ['8000:8000'] })).toBe('web');
  });
});

describe('a tool is known', () => {
  test.each<readonly [string, Named]>([
    ...[
      ...[
        'mher/flower',
        'swaggerapi/swagger-ui',
        'adminer:4',
        'axllent/mailpit',
        'sosedoff/pgweb',
        'rediscommander/redis-commander',
      ],
      ...[
        'redis/redisinsight:latest',
        'mongo-express:1',
        'provectuslabs/kafka-ui',
        'obsidiandynamics/kafdrop',
        'grafana/grafana-oss:11',
      ],
      ...[
        'grafana/tempo',
        'prom/prometheus',
        'jaegertracing/all-in-one:1.60',
        'portainer/portainer-ce',
        'amir20/dozzle',
        'louislam/uptime-kuma:1',
      ],
      ...[
        'selenium/standalone-chrome',
        'selenium/hub',
        'jupyter/scipy-notebook',
        'quay.io/jupyter/base-notebook',
        'dpage/pgadmin4:8',
      ],
      ...[
        'phpmyadmin',
        'docker.elastic.co/kibana/kibana:8',
        'opensearchproject/opensearch-dashboards',
        'prometheuscommunity/postgres-exporter',
      ],
      ...[
        'gcr.io/cadvisor/cadvisor',
        'prodrigestivill/postgres-backup-local',
        'cloudflare/cloudflared',
        'quay.io/keycloak/keycloak:26',
      ],
      ...['nicolaka/redis-gui', 'otel/opentelemetry-collector-contrib', 'gotenberg/gotenberg:8', 'hashicorp/vault'],
    ].map((image): readonly [string, Named] => [`by its image ${image}`, { image, ports: ['8080:8080'] }]),
    ['by its command celery flower', { command: 'celery -A shop flower --port=5555', ports: ['5555:5555'] }],
    ['by the start script of flower', { command: '/start-flower', ports: ['5555:5555'] }],
    ['by its command jupyter lab', { command: 'jupyter lab --ip 0.0.0.0', ports: ['8888:8888'] }],
    ['by its command storybook', { command: 'npm run storybook', ports: ['6006:6006'] }],
    ['by its command prisma studio', { command: 'npx prisma studio', ports: ['5555:5555'] }],
    ['by its name mailpit', { image: 'registry.example.com/mail:1', ports: ['8025:8025'], name: 'mailpit' }],
    ['by its name shop-adminer', { ports: ['8080:8080'], name: 'shop-adminer' }],
  ])('%s', (_, service) => {
    expect(kind(service)).toBe('tool');
  });

  test.each<readonly [string, Named]>([
    ['a shop that sells flowers', { command: 'gunicorn flowers.wsgi', ports: ['8000:8000'], name: 'flower-shop' }],
    ['an app of the name vector', { image: 'me/vector:1', ports: ['8000:8000'], name: 'vector' }],
    ['an app that shows charts', { image: 'me/metrics-dashboard', ports: ['8000:8000'], name: 'dashboard' }],
  ])('and is not %s', (_, service) => {
    expect(kind(service)).toBe('web');
  });
});

describe('PHP-FPM', () => {
  test.each<readonly [string, Named]>([
    ['its official image', { image: 'php:8.3-fpm-alpine' }],
    ['an image with its port published', { image: 'php:8.3-fpm', ports: ['9000:9000'] }],
    ['WordPress without Apache', { image: 'wordpress:php8.2-fpm' }],
    ['Nextcloud without Apache', { image: 'nextcloud:fpm' }],
    ['its command', { image: 'me/app:1', command: 'docker-php-entrypoint php-fpm' }],
    ['its port on an image of PHP', { image: 'me/php7.4:1', ports: ['9000'] }],
    [
      'a start script that serves nothing else',
      { image: 'php:8.3-fpm', command: '/entrypoint.sh', imageExpose: [9000] },
    ],
  ])('is known by %s', (_, service) => {
    expect(kind(service)).toBe('fastcgi');
  });

  test.each<readonly [string, Short, string]>([
    [
      'artisan serve',
      { image: 'php:8.3-fpm', command: 'php artisan serve --host=0.0.0.0', ports: ['8000:8000'] },
      'web',
    ],
    [
      'an nginx in the same image',
      { image: 'php:8.3-fpm', command: 'sh /start.sh', imageExpose: [80], hasWebServer: true },
      'web',
    ],
    ['an image that has both', { image: 'serversideup/php:8.3-fpm-nginx', ports: ['80:8080'] }, 'web'],
    ['a queue worker', { image: 'php:8.3-fpm', command: 'php artisan queue:work' }, 'worker'],
    ['a migration', { image: 'php:8.3-fpm', command: 'php artisan migrate --force' }, 'one-shot'],
    ['Apache', { image: 'php:8.3-apache', ports: ['80:80'] }, 'web'],
  ])('is not what runs %s', (_, service, expected) => {
    expect(kind(service)).toBe(expected);
  });
});

describe('other services', () => {
  test.each<readonly [string, Named, string]>([
    ['a client that makes a bucket', { image: 'minio/mc', command: '/bin/sh -c "mc mb shop/media"' }, 'one-shot'],
    ['Flyway', { image: 'flyway/flyway:10' }, 'one-shot'],
    ['a service called migrations', { command: 'npm run migrate', name: 'migrations' }, 'one-shot'],
    ['a database of an unknown image', { image: 'me/data:1', expose: [5432], name: 'db' }, 'store'],
    ['a database called by its app', { image: 'me/data:1', name: 'shop-db' }, 'store'],
    ['an API of the database team', { image: 'me/data:1', ports: ['8000:8000'], name: 'database-api' }, 'web'],
    [
      'a WebSocket server of Laravel',
      { command: 'php artisan reverb:start --port=6001', ports: ['6001:6001'] },
      'worker',
    ],
    ['a service that does nothing', { command: 'sleep infinity' }, 'worker'],
    ['a machine that is reached by SSH', { image: 'me/box', ports: ['2222:22'], expose: [22] }, 'other'],
    ['a server of a game', { image: 'itzg/minecraft-server', ports: ['25565:25565'] }, 'other'],
    [
      'an app whose migrations and studio are in one command',
      { command: 'npm start npx prisma studio', ports: ['3000:3000'] },
      'web',
    ],
    ['an app behind a proxy of labels', { isRouted: true, name: 'worker' }, 'web'],
  ])('%s', (_, service, expected) => {
    expect(kind(service)).toBe(expected);
  });
});

describe('ports at which no browser asks', () => {
  const ports = (list: readonly string[]): readonly number[] => {
    const [candidate] = candidates({ web: { ports: list } });
    return candidate === undefined ? [] : httpPorts(candidate).map(({ container }) => container);
  };

  test.each<readonly [string, readonly string[], readonly number[]]>([
    ['a range', ['3000:3000', '3001:3001', '3002:3002', '3003:3003'], []],
    ['a range beside the page', ['8080:80', '50000:50000', '50001:50001', '50002:50002'], [80]],
    ['no range of two', ['8000:8000', '8001:8001'], [8000, 8001]],
    ['no range of ports that are mapped apart', ['8000:80', '8001:81', '9000:82'], [80, 81, 82]],
    ['mail, SSH and MQTT', ['2222:22', '25:25', '1883:1883', '3000:3000'], [3000]],
    ['gRPC', ['50051:50051'], []],
    ['the HTTP of a search engine', ['9200:9200', '9300:9300'], []],
    ['a debugger beside the page', ['5678:5678', '8000:8000'], [8000]],
    ['no debugger where it is the only port', ['5678:5678'], [5678]],
  ])('%s', (_, list, expected) => {
    expect(ports(list)).toEqual(expected);
  });
});

test.each([
  'nginx:1.29',
  'nginxinc/nginx-unprivileged',
  'lscr.io/linuxserver/swag',
  'me/shop-nginx:1',
  'caddy:2',
  'traefik:v3',
  'kong:3',
])('the image %s is a web server', (image) => {
  expect(isWebServer(image)).toBe(true);
});
