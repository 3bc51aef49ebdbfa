import { notForSystemd } from '../../dotenv/systemd.js';
import type { Failure } from '../../errors/deploy-error.js';
import { mostSiteLetters } from '../../native/names.js';
import type { Planning } from '../context.js';
import type { NativePlan } from './native-plan.js';

/** What makes a native site impossible on this host, or with these inputs. All of it at once. */
export function nativeRefusals(planning: Planning, native: NativePlan): readonly Failure[] {
  return [...rights(planning), ...names(planning, native), ...values(planning)];
}

/** Users, units and nginx are the system's. */
function rights({ facts: { host } }: Planning): readonly Failure[] {
  if (host.privilege !== 'none') return [];
  return [
    {
      code: 'sudo-required',
      what: `runtime: native makes systemd units, but ${host.user} is not root and has no passwordless sudo`,
      hint: 'Log in as a user with sudo (ec2-user, ubuntu or admin on EC2).',
    },
  ];
}

function names({ site }: Planning, { facts, names: { unit } }: NativePlan): readonly Failure[] {
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(site.project) || site.project.length > mostSiteLetters)
    return [
      {
        code: 'native-name-taken',
        what: `${site.project} cannot be the name of a native site: its system user would be ${unit}`,
        why: `The name comes from path. At most ${mostSiteLetters} lower case letters, digits, _ and - are possible.`,
        hint: 'Set a shorter path, such as: path: /srv/shop',
      },
    ];
  if (facts.otherRoot === undefined) return [];
  return [
    {
      code: 'native-name-taken',
      what: `The units ${unit}@ belong to another site, in ${facts.otherRoot}`,
      why: `The name of a site is the last part of its path, and ${site.root} ends with the same word.`,
      hint: 'Set another path for this site, such as: path: /srv/shop-two',
    },
  ];
}

function values({ env, needsRelease }: Planning): readonly Failure[] {
  if (!needsRelease || env === undefined) return [];
  const found = notForSystemd(env.entries);
  if (found.length === 0) return [];
  return [
    {
      code: 'invalid-input',
      what: `systemd cannot pass these variables on: ${found.map(({ key, why }) => `${key} ${why}`).join(', ')}`,
      hint: 'Encode the value, for example in base64, and decode it in the app; or put it into a file of the repository or of the host.',
    },
  ];
}
