import { read, type Files } from '../reading.js';

export const PLAIN = 'server {\n  listen 80;\n  location / { proxy_pass http://app:8000; }\n}\n';
export const REDIRECTING = 'server { listen 80; return 301 https://$host$request_uri; }\n';
export const tls = (certificate: string) =>
  `server { listen 443 ssl; ssl_certificate ${certificate}; location / { proxy_pass http://app:8000; } }\n`;

/** A stack of an app behind a proxy of this kind. */
export const stack = (proxy: string, more = ''): string => `services:\n  app: {build: .}\n  front: ${proxy}\n${more}`;
export const nginx = (ports: string, volumes: readonly string[] = []): string =>
  `{image: "nginx:1.29", ports: [${ports}], volumes: [${['"./nginx.conf:/etc/nginx/conf.d/default.conf:ro"', ...volumes].join(', ')}]}`;
export const BOTH = '"80:80", "443:443"';

export const kindOf = (files: Files, options: Parameters<typeof read>[1] = {}): string => {
  const found = read({ Dockerfile: 'FROM python:3.12\nEXPOSE 8000\nCMD ./start\n', ...files }, options);
  return found.ownProxy?.kind ?? `${found.kind}: ${found.entry.service}`;
};
