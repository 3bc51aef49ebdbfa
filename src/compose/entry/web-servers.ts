import { anyOf, productOf } from './image-name.js';

const PRODUCTS = new RegExp(
  `^${anyOf(`
  nginx nginx-unprivileged nginx-proxy nginx-proxy-manager nginx-certbot nginx-brotli nginx-alpine nginx-slim openresty angie tengine
  caddy caddy-docker-proxy frankenphp traefik haproxy haproxy-alpine httpd apache apache2 envoy swag https-portal lighttpd kong apisix
`)}$`,
);

/** Images that people make of one: `shop-nginx`. */
const MADE = /[-_](?:nginx|caddy|haproxy|traefik)$/;

/** Whether an image is a web server that stands in front of others. */
export function isWebServer(image: string | undefined): boolean {
  const product = productOf(image ?? '');
  return PRODUCTS.test(product) || MADE.test(product);
}
