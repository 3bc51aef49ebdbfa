import { anyOf, ownerOf, productOf } from './image-name.js';

/** Databases, caches, brokers, search engines, object stores, and servers of language models, by the names of their images. */
const PRODUCTS = anyOf(`
  postgres postgresql postgis pgvector pgautoupgrade timescaledb timescale mysql mariadb percona mssql azure-sql-[a-z]+ sqlserver oracle db2 firebird
  mongo mongodb ferretdb couchdb couchbase ravendb rethinkdb arangodb orientdb surrealdb edgedb neo4j memgraph cassandra scylla scylladb
  cockroach cockroachdb yugabyte yugabytedb tidb influxdb clickhouse questdb tarantool aerospike foundationdb immudb dynamodb
  redis redisearch redisjson rejson valkey keydb dragonfly garnet kvrocks memcached hazelcast ignite etcd zookeeper
  rabbitmq activemq artemis kafka redpanda pulsar rocketmq nats mosquitto emqx hivemq vernemq beanstalkd nsq
  elasticsearch opensearch solr meilisearch typesense manticore manticoresearch zincsearch quickwit
  chroma chromadb qdrant weaviate milvus minio seaweedfs azurite localstack s3mock fake-gcs-server
  pgbouncer pgpool pgcat proxysql maxscale schema-registry ksqldb ollama localai vllm text-generation-inference text-embeddings-inference
`);

/** All of whose images are stores. */
const OWNERS = new RegExp(`^${anyOf('debezium confluentinc dxflrs valeriansaliou chrislusf')}$`);

/** What may stand before such a name, and behind it. */
const BEFORE = anyOf('cp docker eclipse amazon custom enterprise my');
const BEHIND = anyOf(`
  server ha ssl alpine stack cluster sentinel repmgr community enterprise oss ce ee standalone single node replica replication primary
  secondary master slave db database local atlas free xe express slim management native kraft broker artemis classic streaming openai
  gis postgis vector pgvector pg arm64 amd64 x86 with for extensions custom aio pro connect rest
`);

const STORE = new RegExp(String.raw`^(?:${BEFORE}[-_])?${PRODUCTS}(?:[-_.]?v?\d[\d.]*|[-_/]${BEHIND}\d*)*$`);
/** `container-registry.oracle.com/database/free`. */
const ORACLE = /^database\/(?:free|express|enterprise)$/;

/** What shows, copies or measures what a store keeps, under the store's name. */
const BESIDE = new RegExp(
  `^${PRODUCTS}[-_](?:.*[-_])?${anyOf('exporter backup backups commander insight ui gui dashboard dashboards admin browser manager viewer console cron')}(?:[-_].*)?$`,
);

/** Names of services that are stores where their images do not show it. */
const NAMES = new RegExp(
  String.raw`^(?:.*[-_])?${anyOf('db database postgres postgresql mysql mariadb mongo mongodb redis cache memcached rabbitmq kafka zookeeper broker elasticsearch minio')}\d*$`,
);

/** Whether an image keeps data, or serves other services in the same way. */
export function isStore(image: string): boolean {
  const product = productOf(image);
  return STORE.test(product) || ORACLE.test(product) || (OWNERS.test(ownerOf(image)) && !isBesideStore(image));
}

/** Whether an image is a tool for what a store keeps. */
export function isBesideStore(image: string): boolean {
  return BESIDE.test(productOf(image));
}

export function isStoreName(service: string): boolean {
  return NAMES.test(service);
}
