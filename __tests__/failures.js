import { stripVTControlCharacters } from 'node:util';

/** So many lines of a failure are told at once; the whole of it is in Jest's own report below. */
const linesOfOne = 15;

/**
 * Jest reporter: says what failed before the long list of what held, and once more, by name, at the very end, so that nobody has to
 * look for it in the log of half an hour.
 */
export default class Failures {
  #names = [];

  /** @param {import('@jest/reporters').Test} test @param {import('@jest/reporters').TestResult} result */
  onTestResult(test, result) {
    const failed = result.testResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && result.testExecError === undefined) return;
    const file = test.path.slice(test.context.config.rootDir.length + 1);
    const told = failed.map(({ fullName, failureMessages }) => [fullName, failureMessages.join('\n')]);
    if (result.testExecError !== undefined && failed.length === 0) told.push(['the whole file', result.failureMessage]);
    for (const [name, message] of told) {
      this.#names.push(`${file}: ${name}`);
      const lines = stripVTControlCharacters(message ?? '')
        .split('\n')
        .filter((line) => !line.includes('node_modules'));
      process.stderr.write(`FAILED ${file}: ${name}\n`);
      for (const line of lines.slice(0, linesOfOne)) process.stderr.write(`  | ${line}\n`);
    }
  }

  onRunComplete() {
    for (const name of this.#names) process.stderr.write(`FAILED ${name}\n`);
  }
}
