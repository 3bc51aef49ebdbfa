import { addresses } from '../../lab/network.js';

/** The address under which containers of the lab's network reach programs of this machine: the engine takes the subnet's first. */
export const networkGateway = addresses.dns.replace(/\d+$/, '1');
