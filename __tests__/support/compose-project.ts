import { VARIABLES } from './compose-texts.js';

/** A project as it lies in a folder, and how it is asked for. */
export interface SomeProject {
  readonly files: Readonly<Record<string, string>>;
  /** In compose's order; none: `COMPOSE_FILE` of the `.env` names them. */
  readonly composeFiles: readonly string[];
  readonly profiles: readonly string[];
}

/** The files that stand in every project. */
export const AROUND: Readonly<Record<string, string>> = {
  '.env': `${Object.entries(VARIABLES)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')}# end\nexport Q="a $SET \\"q\\""\nR='$SET' # c\nS=a #b\n`,
  ...{ 'a.env': 'FILE_A=1\nA=from-file\nSEEN=${SET}-$FILE_A\n', 'b.env': 'FILE_B=2\nB="x y"\nA=b\n' },
  ...{
    'common/a.env': 'FILE_CA=1\n',
    'common/b.env': 'FILE_CB=1\n',
    'parts/a.env': 'FILE_PA=1\n',
    'parts/b.env': 'FILE_PB=1\n',
  },
  ...{
    'parts/deep/a.env': 'FILE_DA=1\n',
    'parts/deep/b.env': 'FILE_DB=1\n',
    'parts/.env': 'UNSET=from-parts\nSET=parts-set\nONLY=parts\n',
  },
  ...{ 'parts/other.env': 'UNSET=other\n', 'one.txt': '1', 'two.txt': '2' },
};

export const MAIN = 'compose.yaml';

export function project(files: Record<string, string>, composeFiles: readonly string[] = [MAIN]): SomeProject {
  return { files: { ...AROUND, ...files }, composeFiles, profiles: [] };
}
