import { beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Dns, NameFacts } from '../../src/dns/dns.js';
import type { Completed, Connection, Job } from '../../src/ssh/connection.js';
import type { Inputs } from '../../src/inputs/inputs.js';
import { main } from '../../src/main.js';
import { readTemplate } from '../../src/templates.js';
import { freshFacts, now, someInputs } from '../support/facts.js';
import { toldOf } from '../support/observation.js';
import { someRunner } from '../support/runner.js';
import { silentResolver } from '../support/silent-resolver.js';

/** Records what a run does to the world, and answers as a fresh host would. */
function world(inputs: Partial<Inputs>, names: readonly NameFacts[] = freshFacts().dns?.names ?? []) {
  const workspace = mkdtempSync(path.join(tmpdir(), 'main-'));
  writeFileSync(path.join(workspace, 'Dockerfile'), 'FROM scratch\n');
  execFileSync('git', ['init', '--quiet'], { cwd: workspace });
  execFileSync('git', ['add', '.'], { cwd: workspace });
  const jobs: Job[] = [];
  const changes: string[] = [];
  const outputs = new Map<string, string>();
  const lines: string[] = [];
  const failures: string[] = [];
  const summaries: string[] = [];
  const groups: string[] = [];
  const recorded: string[] = [];
  const observation = toldOf({ system: { os_id: hostFacts.os, free_bytes: hostFacts.freeKib * 1024 } });
  const connection: Connection = {
    fingerprint: 'SHA256:x',
    warnings: [],
    prepare: () => undefined,
    traffic: { execs: 1, bytesSent: 2, bytesReceived: 3 },
    run(job): Promise<Completed> {
      jobs.push(job);
      job.onLine?.(JSON.stringify({ event: 'done', step: '', text: 'applied' }));
      return Promise.resolve({
        ...{
          code: 0,
          signal: undefined,
          stdout: observation,
          stderr: '',
          ended: 'exited',
          why: undefined,
          durationMs: 1,
        },
      });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const runner = someRunner({
    group: (title, work) => (groups.push(title), work()),
    info: (line) => void lines.push(line),
    warning: (line) => void lines.push(line),
    fail: (text) => void failures.push(text),
    output: (name, value) => Promise.resolve(void outputs.set(name, value)),
    summary: (markdown) => Promise.resolve(void summaries.push(markdown)),
  });
  let held = names;
  const dns: Dns = {
    observe: () => Promise.resolve({ names: held }),
    apply: ({ upsert }) => {
      held = held.map((facts) => ({ ...facts, current: upsert.filter(({ name }) => name === facts.name) }));
      return Promise.resolve(void changes.push(...upsert.map(({ name, values }) => `${name} = ${values.join()}`)));
    },
    delegate: ({ name, nameServers }) => Promise.resolve(void changes.push(`${name} = ${nameServers.join()}`)),
    createZone: (name) => {
      const zone = { id: 'Z2', name, nameServers: ['ns-2.awsdns-2.net'] };
      held = held.map((facts) => (facts.zone.name === name ? { ...facts, zone } : facts));
      changes.push(`zone ${name}`);
      return Promise.resolve(zone);
    },
  };
  const visit = Promise.reject(new Error('nobody answers'));
  visit.catch(() => undefined);
  const ports = {
    runner,
    inputs: someInputs({ workspace, ...inputs }),
    now: () => now.getTime(),
    host: () => Promise.resolve({ publicAddress: '172.30.0.10', notes: ['the instance'], instance: undefined }),
    openWebPorts: undefined,
    connect: () => Promise.resolve(connection),
    dns,
    resolver: silentResolver,
    readTemplate,
    visit: () => ({ served: Promise.resolve(freshFacts().served), visit }),
    describeRun: () => 'test',
    runOrder: () => undefined,
    logins: () => undefined,
    deployment: {
      begin: () => void recorded.push('begun'),
      end: (isWell: boolean) => Promise.resolve(void recorded.push(isWell ? 'success' : 'failure')),
    },
    fetchCommit: () => Promise.resolve(void changes.push('fetch')),
  };
  return {
    ports,
    jobs,
    changes,
    outputs,
    lines,
    failures,
    summaries,
    groups,
    recorded,
    remove: () => rmSync(workspace, { recursive: true }),
  };
}

const hostFacts = { os: 'debian', freeKib: 20_000_000 };
beforeEach(() => void Object.assign(hostFacts, { os: 'debian', freeKib: 20_000_000 }));

describe('a run', () => {
  test('that is dry looks once, tells the plan with its reasons, and changes nothing', async () => {
    const { ports, jobs, changes, outputs, lines, failures, summaries, groups, recorded, remove } = world({
      dryRun: true,
    });
    await main(ports);
    remove();
    expect(failures).toEqual([]);
    expect(jobs.map(({ label }) => label)).toEqual(['inspecting the host']);
    expect(changes).toEqual([]);
    expect(outputs.get('changed')).toBe('false');
    expect(lines.join('\n')).toMatch(/2\. Install Docker Engine.*\n.*because Docker Engine is missing/);
    expect(summaries.join()).toContain('Dry run: nothing was changed.');
    expect(groups).toEqual(['Repository', 'Connect', 'Inspect', 'Plan']);
    expect(recorded).not.toContain('begun');
  });

  test('that is refused tells all that is in the way, and changes nothing', async () => {
    Object.assign(hostFacts, { os: 'gentoo', freeKib: 10 });
    const { ports, jobs, changes, failures, lines, recorded, remove } = world({});
    await main(ports);
    remove();
    expect(recorded).toEqual(['failure']);
    expect(lines.join('\n')).toMatch(/Plan: .*blocked by 2 problems: see the error below/);
    expect(lines.join('\n')).not.toContain('Gentoo');
    expect(failures).toHaveLength(1);
    expect(jobs).toHaveLength(1);
    expect(changes).toEqual([]);
    expect(failures.join()).toMatch(
      /2 problems found; nothing was changed \[preconditions-failed\][^]*insufficient-disk[^]*os-unsupported/,
    );
  });

  test('that fails after a name was moved here leads it back, says so in one line, and tells that no record changed', async () => {
    const [fresh] = freshFacts().dns?.names ?? [];
    if (fresh === undefined) throw new Error('no name');
    const former = { name: fresh.name, type: 'A', ttlSeconds: 60, values: ['172.30.0.99'] } as const;
    const undelegated = { ...fresh, current: [former], delegatedTo: ['ns.elsewhere.example'] };
    const { ports, changes, outputs, lines, failures, groups, recorded, remove } = world({}, [undelegated]);
    await main(ports);
    remove();
    expect(recorded).toEqual(['begun', 'failure']);
    expect(groups).toEqual(['Repository', 'Connect', 'Inspect', 'Plan', 'Deploy']);
    expect(failures.join()).toContain('More: https://github.com/o/action/blob/v1/docs/errors.md#zone-not-delegated');
    expect(failures.join()).toContain('[zone-not-delegated]');
    expect(changes).toEqual([`${fresh.name} = 172.30.0.10`, `${fresh.name} = 172.30.0.99`]);
    expect(lines).toContain(`Rolled back in Route 53: ${fresh.name}. 60 IN A 172.30.0.99`);
    expect(outputs.get('dns-changed')).toBe('false');
  });

  test('that could not lead a name back warns with the values that it had', async () => {
    const [fresh] = freshFacts().dns?.names ?? [];
    if (fresh === undefined) throw new Error('no name');
    const former = { name: fresh.name, type: 'A', ttlSeconds: 60, values: ['172.30.0.99'] } as const;
    const { ports, lines, outputs, remove } = world({}, [
      { ...fresh, current: [former], delegatedTo: ['ns.elsewhere.example'] },
    ]);
    const { dns } = ports;
    let calls = 0;
    const stubborn: Dns = {
      ...dns,
      apply: (change, ms) => ((calls += 1) > 1 ? Promise.reject(new Error('refused')) : dns.apply(change, ms)),
    };
    await main({ ...ports, dns: stubborn });
    remove();
    expect(lines.join('\n')).toMatch(/were not rolled back: .*refused.*app\.example\.com\. 60 IN A 172\.30\.0\.99/);
    expect(outputs.get('dns-changed')).toBe('true');
  });

  test('that creates a hosted zone carries on in it, and ends with the name servers to enter at the registrar', async () => {
    const [fresh] = freshFacts().dns?.names ?? [];
    if (fresh === undefined) throw new Error('no name');
    const zone = { id: '', name: 'example.com', nameServers: [], isMissing: true } as const;
    const { ports, changes, outputs, lines, failures, summaries, remove } = world({}, [
      { ...fresh, zone, delegatedTo: [] },
    ]);
    await main(ports);
    remove();
    expect(changes).toEqual(['zone example.com', `${fresh.name} = 172.30.0.10`]);
    expect(lines.join('\n')).toMatch(
      /1\. Create the Route 53 hosted zone example\.com\n.*because create-hosted-zone is set/,
    );
    expect(lines.join('\n')).toMatch(/Name servers to enter at the registrar:\n.*ns-2\.awsdns-2\.net/);
    expect(failures.join()).toMatch(/example\.com is not delegated to the hosted zone Z2 \[zone-not-delegated\]/);
    expect(failures.join()).toContain('  ns-2.awsdns-2.net');
    expect(outputs.get('name-servers')).toBe('ns-2.awsdns-2.net');
    expect(summaries.join()).toContain('| `example.com` (`Z2`) | `ns-2.awsdns-2.net` |');
  });
});
