import type { Candidate } from './candidate.js';
import { anyOf, ownerOf, productOf } from './image-name.js';
import { isBesideStore } from './stores.js';

/** What people who run a site use, and what other services use; no visitor is to come there first. By the names of images. */
const PRODUCTS = anyOf(`
  adminer adminerevo pgadmin pgadmin4 phpmyadmin phppgadmin phpredisadmin pgweb pghero sqlpad cloudbeaver dbgate mongo-express mongoku
  redis-commander redisinsight kafka-ui kafdrop akhq cmak etcdkeeper elasticvue cerebro kibana opensearch-dashboards
  flower rq-dashboard bull-board mailhog mailpit maildev mailcatcher inbucket smtp4dev greenmail
  fake-smtp-server papercut-smtp mailslurper sendria wiremock mockserver mountebank httpbin stripe-mock
  swagger-ui swagger-editor redoc plantuml-server storybook jupyter jupyterlab base-notebook minimal-notebook scipy-notebook mlflow tensorboard
  grafana grafana-oss prometheus alertmanager pushgateway cadvisor loki promtail jaeger zipkin
  otel-collector opentelemetry-collector opentelemetry-collector-contrib otelcol fluentd fluent-bit telegraf statsd graphite-statsd
  logstash filebeat metricbeat apm-server graylog netdata glances uptime-kuma gatus dozzle portainer portainer-ce portainer-ee dockge
  aspire-dashboard watchtower ouroboros diun autoheal docker-gc docker-socket-proxy ofelia sonarqube jenkins nexus3 traefik-forward-auth whoami
  selenium chrome chromium browserless headless-shell gotenberg tika certbot lego acme.sh acme-companion .*letsencrypt-nginx-proxy-companion
  ddclient cloudflared ngrok tailscale gluetun wireguard fail2ban crowdsec keycloak authentik zitadel unleash-server
  soketi laravel-echo-server centrifugo mercure livekit-server sftp vsftpd postfix docker-mailserver coturn restic duplicati
`);

/** All of whose images are tools. */
const OWNERS = new RegExp(
  `^${anyOf('grafana prom selenium seleniarm jupyter hashicorp fluent jaegertracing openzipkin otel certbot goacme cloudflare timberio datalust temporalio oryd mockoon motoserver')}$`,
);

const IMAGE = new RegExp(String.raw`^(?:${PRODUCTS}|.*[-_]exporter|.*[-_]backups?(?:[-_].*)?)$`);

/** Names of services that are certain, whatever the service is built from. */
const NAME = new RegExp(
  `^(?:.*[-_.])?${anyOf(`
  adminer pgadmin4? phpmyadmin pgweb mongo[-_]express redis[-_]commander redisinsight kafka[-_]ui kafdrop kibana mailhog mailpit maildev mailcatcher
  swagger([-_](ui|editor))? grafana prometheus alertmanager cadvisor node[-_]exporter promtail jaeger zipkin otel([-_]collector)? portainer dozzle
  uptime[-_]kuma watchtower selenium localstack jupyter storybook cloudflared certbot
`)}$`,
);

const COMMAND =
  /\bcelery\b.*\bflower\b|(?:^|\/|\s)(?:(?:start|run)[-_]?)?flower(?:\.sh)?(?:\s|$)|\bjupyter[- ](?:lab|notebook|server)\b|start-notebook|\bstorybook\b|\bprisma studio\b|\bmlflow (?:server|ui)\b|\btensorboard\b|\brq-dashboard\b|\bmkdocs serve\b|\blocust\b/;

/** A command that starts the app too. */
const STARTS_MORE =
  /\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?(?:start|dev|serve)\b|\b(?:gunicorn|uvicorn|runserver|node server)\b/;

/** Whether a service is a tool, by its image, its command or its name. */
export function isTool({ image = '', command, name }: Pick<Candidate, 'image' | 'command' | 'name'>): boolean {
  const isKnown = IMAGE.test(productOf(image)) || OWNERS.test(ownerOf(image)) || isBesideStore(image);
  return isKnown || (COMMAND.test(command) && !STARTS_MORE.test(command)) || NAME.test(name);
}
