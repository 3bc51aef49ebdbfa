import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const site = (text: string, target = '/etc/nginx/conf.d/default.conf'): Files => ({
  'compose.yaml': `services:\n  web: {image: "nginx:1", ports: ["80:80"], volumes: ["./site.conf:${target}"]}\n`,
  'site.conf': text,
});

describe('A file that nginx reads as its configuration', () => {
  test('is refused where it holds something else, such as a compose file', () => {
    expect(failure(site('services:\n  web:\n    image: nginx\n'))).toMatchObject({
      code: 'compose-file-invalid',
      what: 'site.conf, which web reads as /etc/nginx/conf.d/default.conf, is no configuration of nginx',
    });
  });

  test.each([
    ['a directive', 'client_max_body_size 10m;', undefined],
    ['nothing but a comment', '# later\n', undefined],
    ['nothing that nginx reads', 'a: b\n', '/etc/nginx/other/site.conf'],
  ])('is taken as it is with %s', (_name, text, target) => {
    expect(read(site(text, target)).entry.service).toBe('web');
  });
});
