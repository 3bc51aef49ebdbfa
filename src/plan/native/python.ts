import type { NativeFacts } from '../../host/native-facts.js';
import type { PythonWanted } from '../../native/python-wanted.js';

/** The Python of a native site's virtual environment. */
export interface ChosenPython {
  /** The program: `python3`, or `python3.12`. */
  readonly program: string;
  /** `3.13`; undefined: the host has none, and it is not known which one it gets. */
  readonly version: string | undefined;
  /** The input or the file that names it; undefined: nothing does. */
  readonly source: string | undefined;
  /** What a file names and the host does not have, where another version is used. */
  readonly passedOver?: string;
}

interface PythonsOfHost extends Pick<NativeFacts, 'pythons'> {
  readonly usual: Pick<ChosenPython, 'program' | 'version'>;
  /** Whether the distribution has packages of further versions. */
  readonly mayInstall: boolean;
}

/**
 * The input; else the usual Python of the distribution, unless the project names a newer one, or one that the host has besides. What the
 * host does not have is installed, or refused, by its name; but a version that developers chose for themselves refuses nothing.
 */
export function choosePython(
  given: string | undefined,
  wanted: PythonWanted | undefined,
  { usual, pythons, mayInstall }: PythonsOfHost,
): ChosenPython {
  if (given !== undefined) return { program: `python${given}`, version: given, source: 'python-version' };
  const own: ChosenPython = { ...usual, source: undefined };
  if (wanted === undefined || usual.version === undefined) return own;
  const has = minorOf(usual.version);
  const named = (minor: number): ChosenPython => ({
    ...{ program: `python3.${minor}`, version: `3.${minor}`, source: wanted.path },
  });
  const isHere = (minor: number): boolean => pythons.has(`python3.${minor}`);
  const passing = wanted.isPreferred ? { ...own, passedOver: `3.${wanted.minor} of ${wanted.path}` } : own;
  if (has === wanted.minor) return own;
  if (has > wanted.minor && !(wanted.isPreferred && isHere(wanted.minor))) return passing;
  if (isHere(wanted.minor)) return named(wanted.minor);
  if (wanted.isPreferred && !mayInstall) return passing;
  const newer = [...pythons.keys()]
    .map((name) => minorOf(name.replace('python', '')))
    .filter((one) => one > wanted.minor);
  return named(newer.length === 0 ? wanted.minor : Math.min(...newer));
}

/** Of `3.12.4`. */
function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
