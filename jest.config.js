const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true }] },
};
const project = (name) => ({ ...base, displayName: name, testMatch: [`<rootDir>/__tests__/${name}/**/*.test.ts`] });

export default {
  // Several suites run at a time, on two processors: what usually takes a second may take some.
  testTimeout: 30_000,
  reporters: ['<rootDir>/__tests__/failures.js', 'default'],
  projects: ['unit', 'contract', 'shell', 'peer', 'lab'].map(project),
};
