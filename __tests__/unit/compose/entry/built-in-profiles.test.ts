import { describe, expect, test } from '@jest/globals';
import { failure, read } from '../reading.js';

const AUTH = '  auth: {image: "openfga/openfga", ports: ["8080:8080"]}\n';
const PAGES = '  web: {build: ., ports: ["3000:3000"], profiles: [apps]}\n';

describe('What the repository builds, in a profile that is not active', () => {
  test('is asked about where only images of others are started without it', () => {
    const error = failure({
      'compose.yaml': `services:\n${AUTH}${PAGES}`,
      Dockerfile: 'FROM node:22\nCMD ["node", "."]\n',
    });
    expect(error.code).toBe('entry-unclear');
    expect(error.why).toBe(
      'web, in a profile that is not active, is built from the repository; without a profile nothing is, and auth is the likeliest',
    );
    expect(error.hint).toContain('  profiles: apps    # web');
    expect(error.hint).toContain('  app-service: auth');
  });

  test('is no question where something that is started is built too', () => {
    const api = '  api: {build: ., ports: ["80:8000"]}\n';
    const files = { 'compose.yaml': `services:\n${api}${PAGES}`, Dockerfile: 'FROM node:22\nCMD ["node", "."]\n' };
    expect(read(files).entry.service).toBe('api');
  });
});
