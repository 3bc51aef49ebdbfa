import { describe, expect, test } from '@jest/globals';
import { buildCopies } from '../../../../src/compose/build-copies.js';
import { copiedPaths } from '../../../../src/compose/entry/copied-paths.js';

const DOCKERFILE = `FROM node:22 AS deps
COPY package.json ./package-lock.json /app/
FROM deps AS build
COPY --chown=node:node [".env", "src", "/app/"]
FROM scratch AS tools
COPY tools /tools
FROM node:22 AS dev
COPY .env.dev .env
FROM nginx
COPY --from=build /app/dist /usr/share/nginx/html
RUN --mount=type=bind,from=tools,target=/tools true
ADD /conf/nginx.conf /etc/nginx/
`;

describe('what a build copies from its context', () => {
  test('is that of the stages which its last one needs', () => {
    expect([...copiedPaths(DOCKERFILE, undefined)].sort()).toEqual([
      '.env',
      'conf/nginx.conf',
      'package-lock.json',
      'package.json',
      'src',
      'tools',
    ]);
  });

  test('is that of the stages which the target needs', () => {
    expect(copiedPaths(DOCKERFILE, 'deps')).toEqual(['package.json', 'package-lock.json']);
    expect(copiedPaths(DOCKERFILE, 'DEV')).toEqual(['.env.dev']);
    expect(copiedPaths(DOCKERFILE, 'nowhere')).toEqual([]);
    expect(copiedPaths('FROM x\nCOPY a b\nFROM y\nCOPY --from=0 /a /b\n', undefined)).toEqual(['a']);
  });
});

describe('what a Dockerfile copies by its name', () => {
  const of = (text: string, build: { context: string; dockerfile_inline?: string } = { context: '.' }) =>
    buildCopies([['web', build]], {
      exists: (path) => path === `${build.context}/Dockerfile`.replace(/^\.\//, ''),
      read: () => text,
    }).map(({ service, path }) => `${service}: ${path}`);

  test.each([
    ['COPY .env .', '.env'],
    ['COPY ./.env /app/.env', '.env'],
    ['ADD --chown=1:1 --link .env /app/', '.env'],
    ['COPY ["/.env", "/x"]', '.env'],
    ['COPY ../shared/x.py .', 'shared/x.py'],
    ['COPY conf/nginx.conf /etc/nginx/', 'conf/nginx.conf'],
    ['COPY conf/ /etc/nginx/', 'conf'],
    ['COPY build/libs/*.jar app.jar', 'build/libs/*.jar'],
    ['ARG JAR=build/libs/*.jar\nCOPY ${JAR} app.jar', 'build/libs/*.jar'],
  ])('is found in %s', (line, path) => {
    expect(of(`FROM x\n${line}\n`)).toEqual([`web: ${path}`]);
  });

  test.each([
    ...['COPY . .', 'COPY ./ .', 'COPY / .', 'COPY .env* .', 'COPY --from=x /.env .', 'RUN cp .env /x'],
    ...['COPY $FILE .', 'COPY ${A}/x .', 'ADD https://example.com/x.tgz /', 'ADD git@example.com:a/b.git /b'],
    'COPY *.txt yarn.lock* ./',
    'COPY <<EOF /etc/motd\nhello\nEOF',
  ])('is nothing in %s', (line) => {
    expect(of(`FROM y AS x\nFROM y\n${line}\n`)).toEqual([]);
  });

  test('is that of the context, or of the text in the compose file', () => {
    expect(of('FROM x\nCOPY .env .\nCOPY .env /y\n', { context: 'api' })).toEqual(['web: api/.env']);
    expect(of('', { context: 'api', dockerfile_inline: 'FROM x\nCOPY .env .' })).toHaveLength(1);
    expect(of('FROM x\nCOPY .env .', { context: 'https://example.com/x.git' })).toEqual([]);
  });
});
