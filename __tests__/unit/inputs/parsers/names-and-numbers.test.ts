import { expect, test } from '@jest/globals';
import { parseEmail, parseUserName } from '../../../../src/inputs/parsers/account.js';
import { parseCronSchedule } from '../../../../src/inputs/parsers/cron-schedule.js';
import { parseAlias, parseDomainName } from '../../../../src/inputs/parsers/domain-name.js';
import { parseHostName } from '../../../../src/inputs/parsers/host-name.js';
import { parseHostedZoneId } from '../../../../src/inputs/parsers/hosted-zone-id.js';
import { parseDurationMs, parseFlag, parseNginxSize, parsePort } from '../../../../src/inputs/parsers/number.js';
import { testTables } from './tables.js';

testTables({
  host: {
    parse: parseHostName,
    good: [
      ['Host.Example.COM', 'host.example.com'],
      ['host1', 'host1'],
      ['a.example.com.', 'a.example.com'],
      ['203.0.113.7', '203.0.113.7'],
      ['2001:DB8::1', '2001:db8::1'],
      ['[2001:db8::1]', '2001:db8::1'],
    ],
    bad: [
      '300.1.2.3',
      '1.2.3',
      'user@host',
      'ssh://host',
      'host:22',
      'a..b',
      '-a.com',
      'a-.com',
      `${'a'.repeat(64)}.com`,
    ],
  },
  domain: {
    parse: parseDomainName,
    good: [
      ['App.Example.com', 'app.example.com'],
      ['example.co.kr', 'example.co.kr'],
      ['bücher.example', 'xn--bcher-kva.example'],
      ['한국.kr', 'xn--3e0b707e.kr'],
      ['site.lab.test', 'site.lab.test'],
      ['example.com.', 'example.com'],
    ],
    bad: [
      'localhost',
      'co.kr',
      '*.example.com',
      'https://example.com',
      'example.com/x',
      '203.0.113.7',
      '::1',
      'a_b.example.com',
      'example.com:443',
      'ec2-3-34-1-2.ap-northeast-2.compute.amazonaws.com',
      `${'a.'.repeat(130)}com`,
      'a..example.com',
    ],
  },
  port: {
    parse: parsePort,
    good: [
      ['1', 1],
      ['65535', 65535],
    ],
    bad: ['0', '65536', '22.0', '-1', '1e3', ' 22', '0x16'],
  },
  flag: {
    parse: parseFlag,
    good: [
      ['true', true],
      ['False', false],
      ['TRUE', true],
    ],
    bad: ['treu', 'yes', '1', 'tRUE', 'on'],
  },
  duration: {
    parse: parseDurationMs,
    good: [
      ['30m', 1_800_000],
      ['90s', 90_000],
      ['1h30m', 5_400_000],
      ['24h', 86_400_000],
    ],
    bad: ['0m', '30', '1d', '25h', '30M', '-1m', '1.5h', 'm'],
  },
  size: {
    parse: parseNginxSize,
    good: [
      ['10M', '10m'],
      ['0', '0'],
      ['512k', '512k'],
    ],
    bad: ['10mb', '1.5m', '10 m', '-1'],
  },
  user: {
    parse: parseUserName,
    good: [
      ['ec2-user', 'ec2-user'],
      ['_x', '_x'],
    ],
    bad: ['1user', 'a@b', 'a'.repeat(33)],
  },
  email: {
    parse: parseEmail,
    good: [
      ['ops@example.com', 'ops@example.com'],
      ["First.O'Last+tag_1-x@mail.example.co.kr", "First.O'Last+tag_1-x@mail.example.co.kr"],
      ['ops@xn--bcher-kva.example', 'ops@xn--bcher-kva.example'],
    ],
    bad: ['ops', 'ops@', '@example.com', 'ops@example.com,b@c.d', 'o@host', 'o@-a.com', 'o@[1.2.3.4]'],
  },
  zone: {
    parse: parseHostedZoneId,
    good: [
      ['Z0ABC', 'Z0ABC'],
      ['/hostedzone/Z0ABC', 'Z0ABC'],
    ],
    bad: ['z0abc', 'Z'.repeat(33)],
  },
  cron: {
    parse: parseCronSchedule,
    good: [
      ['17 3,15 * * *', '17 3,15 * * *'],
      ['*/5  0-23/2 1-31 jan-DEC mon', '*/5 0-23/2 1-31 jan-DEC mon'],
      ['0 0 * * 7', '0 0 * * 7'],
    ],
    bad: [
      '* * * *',
      '* * * * * *',
      '60 * * * *',
      '* 24 * * *',
      '* * 0 * *',
      '* * * 13 *',
      '* * * * 8',
      '5-1 * * * *',
      '*/0 * * * *',
      '@daily',
      '5/2 * * * *',
      '1, * * * *',
      '* * * * $(x)',
      'mon * * * *',
      '1-2-3 * * * *',
      '% * * * *',
    ],
  },
});

test('reads an alias without a dot as a name below the domain', () => {
  expect(parseAlias('www', 'example.com')).toEqual({ value: 'www.example.com' });
  expect(parseAlias('www.example.org', 'example.com')).toEqual({ value: 'www.example.org' });
});
