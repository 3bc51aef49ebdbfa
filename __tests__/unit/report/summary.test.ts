import { describe, expect, test } from '@jest/globals';
import { DeployError } from '../../../src/errors/deploy-error.js';
import type { Inputs } from '../../../src/inputs/inputs.js';
import type { Plan } from '../../../src/plan/plan.js';
import { Timeline, type Outcome } from '../../../src/report/outcome.js';
import { failureSummary, outcomeSummary } from '../../../src/report/summary.js';
import { Secret } from '../../../src/secret.js';
import { factsAfter, freshFacts, now, planOf, someFiles, someInputs } from '../../support/facts.js';
import { someErrorsPage, someRun } from '../../support/runner.js';

const earlier = 'abcdef0123456789abcdef0123456789abcdef01';
const later = someInputs().sha;
const repository = 'https://github.com/owner/app';

/** A second release, with one changed file and one changed variable. */
function nextPlan(inputs: Partial<Inputs> = {}): Plan {
  const facts = factsAfter(planOf(freshFacts(), { sha: earlier }), now);
  const [first, ...rest] = someFiles;
  const files = first?.kind === 'file' ? [{ ...first, blob: 'c'.repeat(40) }, ...rest] : rest;
  const env = [{ key: 'KEY', value: new Secret('another') }];
  return planOf({ ...facts, repository: { ...facts.repository, files } }, { env, ...inputs });
}

function outcomeOf(plan: Plan, changes: Partial<Outcome> = {}): Outcome {
  const timeline = new Timeline(plan.steps);
  for (const { kind } of plan.steps) timeline.record(kind, true, 1.5);
  const certificate = plan.planning.facts.certificate ?? {
    ...{ names: ['app.example.com'], issuer: "CN=R11, O=Let's Encrypt", notBefore: now },
    notAfter: new Date(now.getTime() + 90 * 86_400_000),
  };
  return {
    ...{ plan, steps: timeline.results(), usage: { execs: 2, bytesSent: 10, bytesReceived: 20 } },
    verified: { url: '', status: 200, certificate, daysLeft: 90, redirects: true },
    ...{ seconds: 12.3, dryRun: false, wasRolledBack: false, failedContainers: [], createdZones: [] },
    ...changes,
  };
}

const summaryOf = (plan: Plan, changes: Partial<Outcome> = {}): string =>
  outcomeSummary(outcomeOf(plan, changes), { inputs: plan.planning.inputs, run: someRun });

describe('the summary of a deploy', () => {
  test('has the address, the commit, its author and what is new since the previous release', () => {
    const text = summaryOf(nextPlan());
    expect(text).toContain('## ✅ [app.example.com](https://app.example.com) is live');
    expect(text).toContain('Release `20261122T104500Z-0123456` is live; it replaced `20261122T104500Z-abcdef0`.');
    expect(text).toContain(`Commit [\`0123456\`](${repository}/commit/${later}) by [alice](https://github.com/alice)`);
    expect(text).toContain(`[changes since \`abcdef0\`](${repository}/compare/${earlier}...${later}).`);
    expect(text).toContain('Changes: 1 file new or changed, 1 variable changed (`KEY`).');
    expect(text).toMatch(/\| ✓ \| .* \| 1\.5 s \|/);
    expect(text).toContain('| expires | 2027-02-20 10:45 UTC, in 90 days |');
  });

  test('after a release whose commit was not recorded takes it from its name', () => {
    const plan = nextPlan();
    const { current } = plan.planning.facts.host;
    if (current === undefined) throw new Error('no release');
    const host = { ...plan.planning.facts.host, current: { ...current, commit: undefined } };
    const planning = { ...plan.planning, facts: { ...plan.planning.facts, host } };
    expect(summaryOf({ ...plan, planning })).toContain(`${repository}/compare/abcdef0...${later}`);
  });

  test('says how to roll back', () => {
    expect(summaryOf(nextPlan())).toContain(
      `To roll back, re-run the deploy job of commit [\`abcdef0\`](${repository}/commit/${earlier}/checks), or revert the changes and push.`,
    );
  });

  test('of the first release compares it with nothing', () => {
    const text = summaryOf(planOf(freshFacts()));
    expect(text).toContain('Release `20261122T104500Z-0123456` is live.');
    expect(text).not.toMatch(/changes since|roll back|Changes:/);
  });

  test('with nothing to do says so', () => {
    const plan = planOf(factsAfter(planOf(freshFacts()), now));
    expect(plan.steps).toEqual([]);
    expect(summaryOf(plan)).toContain('Already up to date: release `20261122T104500Z-0123456`.');
  });

  test('of a commit that is not at GitHub has no links to it', () => {
    const url = 'ssh://git@git.example.com/app.git';
    const source = { kind: 'git', url, sha: later, deployKey: new Secret('k'), knownHosts: 'x' } as const;
    const text = summaryOf(nextPlan({ source }));
    expect(text).toContain('Commit `0123456` by [alice]');
    expect(text).not.toContain('/commit/');
  });

  test('that is dry shows the plan', () => {
    const text = summaryOf(nextPlan(), { dryRun: true, verified: undefined });
    expect(text).toContain('## 🔎 Plan for [app.example.com](https://app.example.com)');
    expect(text).not.toContain('roll back');
  });
});

describe('the summary of a failure', () => {
  const error = new DeployError({
    code: 'build-failed',
    what: 'The <build> failed',
    why: 'no ~~~ gcc',
    hint: 'Fix it.',
  });
  const plan = nextPlan();
  const known = { inputs: plan.planning.inputs, run: someRun, errorsPage: someErrorsPage };
  const notReached = { steps: new Timeline(plan.steps).results(), verified: undefined };

  test('has the reason, what to do, a link that works, and what serves the site now', () => {
    const text = failureSummary(error, { ...known, outcome: outcomeOf(plan, notReached) });
    expect(text).toContain('## ❌ The deploy of app.example.com failed');
    expect(text).toContain('**The \\<build\\> failed**');
    expect(text).toContain(`[docs/errors.md#build-failed](${someErrorsPage}#build-failed)`);
    expect(text).toContain('The site still runs release `20261122T104500Z-abcdef0`.');
    expect(text).toContain(`Commit [\`0123456\`](${repository}/commit/${later})`);
  });

  test('says that the previous release serves again', () => {
    const outcome = outcomeOf(plan, { wasRolledBack: true, verified: undefined });
    expect(failureSummary(error, { ...known, outcome })).toContain(
      'Rolled back: the previous release serves the site again.',
    );
  });

  test('has a section for each container that made it fail', () => {
    const one = {
      service: 'web',
      kind: 'exited',
      text: 'ended with exit code 3',
      lines: ['last words'],
      checks: [],
    } as const;
    const text = failureSummary(error, { ...known, outcome: outcomeOf(plan, { failedContainers: [one] }) });
    expect(text).toMatch(
      /### `web`: ended\n\nweb ended with exit code 3\.\n\nIts last line:\n\n~~~text\nlast words\n~~~/,
    );
  });

  test('of inputs that cannot be read has no more than the error', () => {
    const text = failureSummary(error, { run: someRun, inputs: undefined, outcome: undefined, errorsPage: undefined });
    expect(text).toContain('## ❌ The deploy failed');
    expect(text).toContain('More about `build-failed`: `docs/errors.md#build-failed`');
    expect(text).not.toContain('OWNER');
  });
});
