import { DockerfileParser } from 'dockerfile-ast';
import { dockerfilePath } from '../dockerfile-path.js';
import type { BuildConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';

/** The images that a build starts from or copies from, each once; [] where its Dockerfile is not in the repository. */
export function baseImages(build: BuildConfig, files: RepositoryFiles): readonly string[] {
  const text = dockerfileOf(build, files);
  const contexts = Object.entries(build.additional_contexts ?? {});
  const images = contexts.flatMap(([, context]) => /^docker-image:\/\/(.+)$/.exec(context)?.[1] ?? []);
  const replaced = new Set(contexts.map(([name]) => name.toLowerCase()));
  const named = text === undefined ? [] : namedImages(text, build.args ?? {});
  return [...new Set([...named.filter((name) => !replaced.has(name.toLowerCase())), ...images])];
}

function dockerfileOf(build: BuildConfig, files: RepositoryFiles): string | undefined {
  if (build.dockerfile_inline !== undefined) return build.dockerfile_inline;
  const path = dockerfilePath(build, files.exists);
  return path === undefined || path.startsWith('../') || !files.exists(path) ? undefined : files.read(path);
}

/** `FROM image` and `COPY --from=image`, less the stages of the same file. */
function namedImages(text: string, args: Readonly<Record<string, string | null>>): readonly string[] {
  const file = DockerfileParser.parse(text);
  const values = new Map<string, string>();
  for (const instruction of file.getInitialARGs()) {
    const [, name, value] = /^(\w+)(?:=["']?([^"']*)["']?)?$/.exec(instruction.getArgumentsContent() ?? '') ?? [];
    const given = name === undefined ? undefined : (args[name] ?? value);
    if (name !== undefined && given !== undefined) values.set(name, given);
  }
  const stages = new Set<string>();
  const images: string[] = [];
  for (const instruction of file.getInstructions()) {
    const words = instruction.getArguments().map((word) => word.getValue());
    const keyword = instruction.getKeyword().toUpperCase();
    const [image = '', as, name] = words.filter((word) => !word.startsWith('--'));
    const source = /--from=(\S+)/.exec(instruction.getTextContent())?.[1] ?? '';
    const used = filledIn(keyword === 'FROM' ? image : keyword === 'COPY' ? source : '', values);
    if (used !== '' && used !== 'scratch' && !/^\d+$|\$/.test(used) && !stages.has(used.toLowerCase()))
      images.push(used);
    if (keyword === 'FROM' && as?.toLowerCase() === 'as' && name !== undefined) stages.add(name.toLowerCase());
  }
  return images;
}

function filledIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g,
    (whole, plain: string | undefined, braced: string | undefined, fallback?: string) =>
      values.get(plain ?? braced ?? '') ?? fallback ?? whole,
  );
}
