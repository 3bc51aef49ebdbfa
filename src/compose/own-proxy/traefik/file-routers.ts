import { parse } from 'yaml';
import type { ProxyFile } from '../../entry/proxy-files.js';
import { isList, isMapping, mappingOf, textOf, type Mapping } from '../../model/value.js';
import { ruleFacts } from './rule.js';
import type { TraefikRouter } from './routers.js';

/** Routers of a file of Traefik's file provider; of TOML only their rules. Pure. */
export function routersInFile({ path, text }: ProxyFile): readonly TraefikRouter[] {
  if (path.endsWith('.toml') || /\.toml\./.test(path)) return tomlRouters(path, text);
  const http = mappingOf(read(text)['http']);
  const services = mappingOf(http['services']);
  return Object.values(mappingOf(http['routers'])).flatMap((router) => {
    if (!isMapping(router) || typeof router['rule'] !== 'string') return [];
    const { rule } = router;
    return [
      {
        ...ruleFacts(rule),
        ...{ rule, service: undefined, place: placeOf(path, text, rule) },
        hasResolver: mappingOf(router['tls'])['certResolver'] !== undefined,
        targets: targetsOf(mappingOf(services[textOf(router['service']).replace(/@file$/, '')])),
      },
    ];
  });
}

function read(text: string): Mapping {
  try {
    return mappingOf(parse(text));
  } catch {
    // A template, or no YAML at all: Traefik may still read what becomes of it.
    return {};
  }
}

function targetsOf(service: Mapping): readonly string[] {
  const servers = mappingOf(service['loadBalancer'])['servers'];
  return (isList(servers) ? servers : []).flatMap((server) => {
    const host = /^\w+:\/\/([^:/]+)/.exec(textOf(mappingOf(server)['url']))?.[1];
    return host === undefined ? [] : [host];
  });
}

function tomlRouters(path: string, text: string): readonly TraefikRouter[] {
  const sections = text.split(/^\s*(?=\[)/m);
  return sections.flatMap((section, index) => {
    const name = /^\[http\.routers\.([^\].]+)\]/i.exec(section)?.[1];
    const rule = /^\s*rule\s*=\s*["'](.*)["']\s*$/m.exec(section)?.[1];
    if (name === undefined || rule === undefined) return [];
    const tls = sections.slice(index).filter((one) => one.startsWith(`[http.routers.${name}`));
    return [
      {
        ...ruleFacts(rule),
        ...{ rule, service: undefined, targets: [], place: placeOf(path, text, rule) },
        hasResolver: tls.some((one) => /certResolver\s*=/i.test(one)),
      },
    ];
  });
}

function placeOf(path: string, text: string, rule: string): string {
  const at = text.indexOf(rule);
  return at === -1 ? path : `${path}:${text.slice(0, at).split('\n').length}`;
}
