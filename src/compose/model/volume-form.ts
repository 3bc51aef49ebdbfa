import { posix } from 'node:path';
import { Problem } from './invalid.js';

/** A mount in the form that compose makes of the short one. */
export interface VolumeForm {
  readonly type: 'bind' | 'volume';
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
  readonly bind?: Readonly<Record<string, unknown>>;
  readonly volume?: Readonly<Record<string, unknown>>;
}

/** `[source:]target[:options]`; a letter before a colon is a drive of Windows, as compose reads it everywhere. @throws Problem */
export function readVolume(spec: string): VolumeForm {
  if (spec === '') throw new Problem('a volume is an empty text');
  if (spec.length <= 2) return { type: 'volume', target: spec };
  const parts = sections(spec);
  if (parts.includes('')) throw new Problem(`the volume ${spec} has nothing between two colons`);
  if (parts.length > 3) throw new Problem(`the volume ${spec} has too many colons`);
  const [first = '', second, options = ''] = parts;
  if (second === undefined) return { type: 'volume', target: clean(first), volume: {} };
  return { ...kindOf(first, options.split(',')), source: first, target: clean(second) };
}

function sections(spec: string): readonly string[] {
  const parts = [''];
  for (const char of spec) {
    const part = parts.at(-1) ?? '';
    if (char === ':' && !/^\p{L}$/u.test(part)) parts.push('');
    else parts[parts.length - 1] = part + char;
  }
  return parts;
}

function kindOf(source: string, options: readonly string[]): Omit<VolumeForm, 'source' | 'target'> {
  const access = options.findLast((option) => option === 'ro' || option === 'rw');
  const propagation = options.findLast((option) => /^r?(private|shared|slave)$/.test(option));
  const selinux = options.findLast((option) => option === 'z' || option === 'Z');
  const bind = { ...(propagation === undefined ? {} : { propagation }), ...(selinux === undefined ? {} : { selinux }) };
  const readOnly = access === 'ro' ? { read_only: true } : {};
  if (isFilePath(source)) return { type: 'bind', ...readOnly, bind: { ...bind, create_host_path: true } };
  const binding = Object.keys(bind).length === 0 ? {} : { bind };
  return { type: 'volume', ...readOnly, ...binding, volume: options.includes('nocopy') ? { nocopy: true } : {} };
}

function isFilePath(source: string): boolean {
  return /^[./~]/.test(source) || source.startsWith('\\\\') || /^\p{L}:/u.test(source);
}

/** As Go's `path.Clean`: no slash at the end. */
export function clean(path: string): string {
  if (path === '') return '';
  const normal = posix.normalize(path);
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal;
}
