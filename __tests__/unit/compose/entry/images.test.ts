import { describe, expect, test } from '@jest/globals';
import { isStore } from '../../../../src/compose/entry/stores.js';
import { isWebServer } from '../../../../src/compose/entry/web-servers.js';
import { kindOf as kind, type Named } from '../../../support/kinds.js';

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
      'me/node:22',
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
      ...['wiremock/wiremock:3x', 'mockserver/mockserver', 'mockoon/cli:latest', 'bbyars/mountebank'],
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
