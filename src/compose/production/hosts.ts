/** Whether the value of a variable names a host: as a whole, in a URL, in a list of addresses or in a connection string. */
export function namesHost(key: string, value: string, host: string): boolean {
  const name = escaped(host);
  if (addresses(value, host)) return true;
  if (new RegExp(`(?:host|server|data source)\\s*=\\s*(?:tcp:)?${name}(?=[;,:\\s]|$)`, 'i').test(value)) return true;
  return mayHoldHost(key, host) && value.split(/[,\s]+/).includes(host);
}

/** Variables hold names of other things too: of users, databases, drivers. */
function mayHoldHost(key: string, host: string): boolean {
  return (PLACE.test(key) && !NAMES_DRIVER.test(key)) || key.toLowerCase() === host.toLowerCase();
}

/** Whether a text, such as a command, has the host with a port or in a URL. */
export function addresses(text: string, host: string): boolean {
  const name = escaped(host);
  return new RegExp(`(?://|@)${name}(?=$|[:/?,"'\\s])|(?:^|[\\s,;=@/"'(])${name}:\\d+`).test(text);
}

/** What services of a kind are called in the names of variables, by their images or their own names. */
const FAMILIES: readonly (readonly [RegExp, RegExp])[] = [
  [
    /postg|pgvector|timescale|mysql|maria|percona|mongo|mssql|sql|cockroach|^db$|database/,
    /^(?:DATABASES?|DATASOURCE|DB|PG\w*|POSTG\w*|MYSQL\w*|MARIA\w*|MONGO\w*|SQL\w*|CONNECTIONSTRINGS?)$/i,
  ],
  [/redis|valkey|keydb|dragonfly|memcache|cache/, /^(?:REDIS\w*|VALKEY|CACHES?|MEMCACHED?|BROKER|CELERY|QUEUE)$/i],
  [/rabbit|nats|kafka|redpanda|mosquitto|broker|activemq/, /^(?:RABBIT\w*|AMQP|BROKER|CELERY|KAFKA|NATS|MQTT|MQ)$/i],
  [/minio|localstack|s3/, /^(?:S3|MINIO|AWS|STORAGE|BUCKET)$/i],
  [/elastic|opensearch|meili|typesense|solr|search/, /^(?:ELASTIC\w*|ES|OPENSEARCH|SEARCH|MEILI\w*|TYPESENSE|SOLR)$/i],
  [/mail|smtp/, /^(?:MAIL|MAILER|EMAIL|SMTP)$/i],
];

const PLACE = /(?:URL|URI|HOSTS?|DSN|ADDR|ADDRESS|SERVERS?|ENDPOINT|NODES|STRING|DEFAULT|CONNECTION|BACKEND)$/i;

/** Laravel's: `DB_CONNECTION=mysql` is a driver, and `QUEUE_CONNECTION=redis` a part of its configuration. */
const NAMES_DRIVER = /_CONNECTION$/i;

/** Whether a variable says where a service of this kind is, wherever that may be. */
export function locates(key: string, { name, image }: { readonly name: string; readonly image: string }): boolean {
  if (!PLACE.test(key)) return false;
  const words = key.split(/_+/);
  const kind = `${name} ${image.split('/').at(-1) ?? ''}`.toLowerCase();
  return (
    words.some((word) => word.toLowerCase() === name.toLowerCase()) ||
    FAMILIES.some(([kinds, called]) => kinds.test(kind) && words.some((word) => called.test(word)))
  );
}

/** Whether a value is not to be known here: an empty one comes from a variable, and so does a URL without a host. */
export function isUnknown(value: string | null): boolean {
  return value === null || value === '' || /^[\w+:]*:\/\/(?:[^@/]*@)?(?:[:/?]|$)/.test(value);
}

function escaped(host: string): string {
  return host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
