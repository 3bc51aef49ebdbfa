import type { FailedContainer } from '../host/failed-container.js';
import { cell, code, fence } from './markdown.js';

const TITLES: Readonly<Record<FailedContainer['kind'], string>> = {
  'wrong-architecture': 'wrong CPU architecture',
  'out-of-memory': 'killed, out of memory',
  'restart-loop': 'restart loop',
  exited: 'ended',
  'not-listening': 'not listening on its port',
  'health-check': 'health check failed',
  'not-ready': 'not ready in time',
  other: 'unhealthy',
};

/** A summary has 1 MiB at GitHub; a host may send anything. */
const MOST_CONTAINERS = 8;
const MOST_LINES = 30;
const MOST_CHARACTERS = 500;

/** A section of the job summary for each container that made the run fail. */
export function failedContainerSections(found: readonly FailedContainer[]): readonly string[] {
  const left = found.length - MOST_CONTAINERS;
  return [
    ...found.slice(0, MOST_CONTAINERS).flatMap(section),
    ...(left > 0 ? [`${left} more containers were unhealthy: see the log.`, ''] : []),
  ];
}

function section({ service, kind, text, lines, checks }: FailedContainer): readonly string[] {
  return [
    ...[`### ${code(plain(service))}: ${TITLES[kind]}`, ''],
    ...[`${cell(plain(`${service} ${text}`))}.`, ''],
    ...block('Last output of its health check', checks),
    ...block(`Its last ${lines.length === 1 ? 'line' : `${Math.min(lines.length, MOST_LINES)} lines`}`, lines),
  ];
}

function block(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`${title}:`, '', fence(lines.slice(-MOST_LINES).map(plain).join('\n')), ''];
}

/** One line without control characters, as short as one reads. */
function plain(line: string): string {
  const text = line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
