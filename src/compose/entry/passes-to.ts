/** Where configurations of nginx, Caddy, Apache, HAProxy and Traefik's file provider name the server that they pass requests to. */
const UPSTREAMS: readonly RegExp[] = [
  /\b(?:proxy_pass|grpc_pass)\s+https?:\/\/([A-Za-z0-9_.-]+)/g,
  /\b(?:uwsgi_pass|fastcgi_pass|scgi_pass)\s+(?:\w+:\/\/)?([A-Za-z0-9_.-]+)/g,
  /\bserver\s+(?:[\w-]+\s+)?([A-Za-z0-9_.-]+):\d+/g,
  /\b(?:reverse_proxy|php_fastcgi|to)\s+(?:[@/]\S*\s+)?(?:\w+:\/\/)?([A-Za-z0-9_.-]+)/g,
  /\bProxyPass(?:Match)?\s+\S+\s+["']?\w+:\/\/([A-Za-z0-9_.-]+)/g,
  /\burl:\s*["']?https?:\/\/([A-Za-z0-9_.-]+)/g,
  /\bset\s+\$\w+\s+["']?(?:https?:\/\/)?([A-Za-z0-9_.-]+)/g,
];

/** Services, of those named, that reverse proxy configurations pass requests to. Pure. */
export function passesTo(configurations: readonly string[], services: readonly string[]): readonly string[] {
  const hosts = new Set(
    configurations
      .map(withoutComments)
      .flatMap((text) => UPSTREAMS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, host]) => host))),
  );
  return services.filter((name) => hosts.has(name));
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, '');
}
