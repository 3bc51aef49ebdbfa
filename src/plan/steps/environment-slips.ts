import type { EnvironmentSlip } from '../../compose/environment-slips.js';
import { shownPlace } from '../../compose/own-proxy/place.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import { workflowLines } from '../values/workflow-lines.js';

/** Lines of `environment` that compose accepts, and that give the app less than was meant. */
export function decideEnvironmentSlips({ facts }: Planning): Decision {
  const { environmentSlips: found = [] } = facts.repository.stack;
  const warnings = [...withColons(found), ...withoutSecret(found)];
  return warnings.length === 0 ? {} : { warnings };
}

/** Values stand there too: they are not printed. */
function withColons(all: readonly EnvironmentSlip[]): readonly string[] {
  const found = all.filter(({ kind }) => kind === 'colon');
  if (found.length === 0) return [];
  const lines = found.map((one) => `${shownPlace(one)}: ${one.name}=…`);
  return [
    `Items of a list of environment are NAME=value. These have a colon, and set nothing. Write:\n${lines.join('\n')}`,
  ];
}

function withoutSecret(all: readonly EnvironmentSlip[]): readonly string[] {
  return all
    .filter(({ kind }) => kind === 'empty')
    .map((one) =>
      [
        `${shownPlace(one)} gives ${one.name} an empty text, and the app may need it. Write \${${one.name}:?} as its value, and add to the step:`,
        ...workflowLines({ env: [`${one.name}=\${{ secrets.${one.name} }}`] }),
      ].join('\n'),
    );
}
