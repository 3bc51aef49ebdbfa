import { environmentOf } from './environment.js';
import type { Front } from './front.js';

/** Variables by which start scripts of proxies decide whether TLS is served. */
const SWITCH = /^(?:(?:ENABLE|USE|WITH)_)?(?:CERTBOT|SSL|TLS|HTTPS|LETSENCRYPT)(?:_(?:ENABLED?|ACTIVE|ON))?$/;

const OFF = /^(?:false|off|no|0|disabled?)$/i;

/** A variable of the compose files that switches the TLS of a proxy off; undefined: none does. Pure. */
export function switchedOff({ service }: Pick<Front, 'service'>): string | undefined {
  return [...environmentOf(service)].find(([key, value]) => SWITCH.test(key) && OFF.test(value.trim()))?.[0];
}
