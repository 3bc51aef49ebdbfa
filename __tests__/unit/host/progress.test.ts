import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { advance, noProgress, progressText } from '../../../src/host/progress.js';
import { parseToolLine } from '../../../src/host/tool-output.js';

/** Output of Docker 26.1 with compose 2.26, as the host program reads it from a pipe. */
function sample(name: string): readonly string[] {
  return readFileSync(path.join(import.meta.dirname, 'samples', `${name}.txt`), 'utf8').split('\n');
}

/** The texts that one sees, each once. */
function textsOf(lines: readonly string[]): readonly string[] {
  let progress = noProgress;
  const texts = lines.flatMap((line) => {
    const found = parseToolLine(line);
    if (found !== undefined) progress = advance(progress, found);
    return progressText(progress) ?? [];
  });
  return texts.filter((text, index) => text !== texts[index - 1]);
}

describe('the progress of a build', () => {
  test('of compose counts the steps of all stages, for each image that is still being built', () => {
    const texts = textsOf(sample('compose-build'));
    expect(texts[0]).toBe('building app: step 1/3');
    expect(texts).toContain('building app: step 5/9; building worker: step 3/3');
    expect(texts).toContain('building app: step 6/9');
    expect(texts.slice(-2)).toEqual(['building app: step 9/9', 'building app: exporting the image']);
  });

  test('that fails ends at the step that failed', () => {
    expect(textsOf(sample('compose-build-failed')).at(-1)).toBe('building worker: step 3/3');
  });

  test('of docker without compose has the names of stages only', () => {
    expect(textsOf(sample('docker-build'))).toContain('building builder: step 4/4; building stage-1: step 5/5');
  });

  test('of the builder before BuildKit has no names', () => {
    expect(textsOf(sample('classic-build')).slice(0, 2)).toEqual([
      'building an image: step 1/9',
      'building an image: step 2/9',
    ]);
  });

  test('for several platforms does not take the platform for a stage', () => {
    expect(parseToolLine('#6 [app linux/arm64 builder 2/4] WORKDIR /build')).toEqual({
      ...{ kind: 'build-step', image: 'app', stage: 'builder', step: 2, of: 4 },
    });
  });

  test('is not read from what a program prints', () => {
    expect(parseToolLine('#12 0.165 [app 3/4] RUN true')).toBeUndefined();
    expect(parseToolLine('#3 [app internal] load build context')).toBeUndefined();
    expect(parseToolLine('Step by step 3/4 : done')).toBeUndefined();
  });
});

describe('the progress of a pull', () => {
  test('counts the images, and passes over the layers', () => {
    expect(textsOf(sample('compose-pull'))).toEqual([
      'pulling images: 0 of 1',
      'pulling images: 0 of 2',
      'pulling images: 0 of 3',
      'pulling images: 1 of 3',
      'pulling images: 2 of 3',
      'pulling images: 3 of 3',
    ]);
  });

  test.each([
    ' 8facfd46d2eb Downloading [=====>      ]  36.45MB/321.7MB',
    `#5 sha256:${'0'.repeat(64)} 8.39MB / 55.53MB 1.1s`,
    `#5 extracting sha256:${'0'.repeat(64)} 1.9s done`,
    '#5 extracting 750a6c6dea0f',
  ])('takes %j for a layer, which nobody needs to see', (line) => {
    expect(parseToolLine(line)).toEqual({ kind: 'layer' });
  });

  test('does not take what a step of a build prints for a layer', () => {
    expect(parseToolLine('#9 extracting the archive')).toBeUndefined();
    expect(parseToolLine('#9 0.2 extracting 750a6c6dea0f')).toBeUndefined();
  });

  test('is reported beside a build until all images are there', () => {
    const build = '#6 [app 2/4] WORKDIR /build';
    expect(textsOf([' db Pulling ', build, ' db Pulled ']).slice(1)).toEqual([
      'building app: step 2/4; pulling images: 0 of 1',
      'building app: step 2/4',
    ]);
  });

  test('of a newer compose has the names of images', () => {
    expect(parseToolLine(' Image postgres:16 Pulling ')).toEqual({ kind: 'pulling', image: 'postgres:16' });
    expect(parseToolLine(' Image postgres:16 Pulled ')).toEqual({ kind: 'pulled', image: 'postgres:16' });
  });
});
