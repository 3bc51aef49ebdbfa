import { anyOf, productOf } from './image-name.js';

const PRODUCTS = new RegExp(
  `^${anyOf(`
  nginx nginx-unprivileged nginx-proxy nginx-proxy-manager nginx-certbot nginx-brotli nginx-alpine nginx-slim openresty angie tengine
  caddy caddy-docker-proxy frankenphp traefik haproxy haproxy-alpine httpd apache apache2 envoy swag https-portal lighttpd kong apisix
`)}$`,
);

/** Whether an image is a web server that stands in front of others. */
export function isWebServer(image: string | undefined): boolean {
  return PRODUCTS.test(productOf(image ?? ''));
}
