import { parse, type CollectionTag, type ScalarTag, type YAMLSeq } from 'yaml';

/** A part of a template; functions are in their long form: `{ 'Fn::Sub': … }`. */
export type Part = string | number | boolean | null | readonly Part[] | { readonly [key: string]: Part };

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, Part>>;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, Readonly<Record<string, Part>>>>;
  readonly Mappings: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: Part; readonly Description: string }>>;
}

const SCALARS = ['Ref', 'Sub', 'GetAtt'];
const LISTS = ['If', 'Equals', 'Not', 'Or', 'FindInMap', 'Join', 'Split', 'Sub'];

export function parseTemplate(text: string): Template {
  const customTags = [...SCALARS.map(scalarTag), ...LISTS.map(listTag)];
  return parse(text, { customTags }) as Template;
}

/** All texts of a part, those inside of functions too. */
export function textsIn(part: Part): readonly string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null) return [];
  return (Array.isArray(part) ? (part as readonly Part[]) : Object.values(part)).flatMap(textsIn);
}

function scalarTag(name: string): ScalarTag {
  const long = name === 'Ref' ? name : `Fn::${name}`;
  return { tag: `!${name}`, resolve: (text) => ({ [long]: name === 'GetAtt' ? text.split('.') : text }) };
}

function listTag(name: string): CollectionTag {
  return {
    tag: `!${name}`,
    collection: 'seq',
    resolve: (list) => ({ [`Fn::${name}`]: (list as YAMLSeq).toJSON() as Part }),
  };
}
