/** What `pull_policy` says of a service's image that is not built. */
export interface PullRule {
  readonly isPulled: boolean;
  /** Whether a new image behind the same tag is a change. */
  readonly isCompared: boolean;
  /** Such a change counts only when the image that is there is as old as this, in seconds. */
  readonly minimumAge: number;
  /** Whether a deploy without the registry's answer is wrong. */
  readonly isRequired: boolean;
}

const SECONDS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
const TAG: PullRule = { isPulled: true, isCompared: true, minimumAge: 0, isRequired: false };

/** Values of the Compose specification (05-services.md, pull_policy). Without one a tag is followed, so that a deploy means the same on every host. */
export function pullRule(policy: unknown): PullRule {
  switch (policy) {
    case 'always':
      return { ...TAG, isRequired: true };
    case 'missing':
    case 'if_not_present':
      return { ...TAG, isCompared: false };
    case 'never':
    case 'build':
      return { ...TAG, isPulled: false, isCompared: false };
    case 'daily':
      return { ...TAG, minimumAge: 86_400 };
    case 'weekly':
      return { ...TAG, minimumAge: 604_800 };
    default:
      return { ...TAG, minimumAge: typeof policy === 'string' ? everySeconds(policy) : 0 };
  }
}

/** `every_1d12h` */
function everySeconds(policy: string): number {
  const [, duration = ''] = /^every_(.*)$/.exec(policy) ?? [];
  const parts = [...duration.matchAll(/(\d+)([wdhms])/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit] ?? 0), 0);
}
