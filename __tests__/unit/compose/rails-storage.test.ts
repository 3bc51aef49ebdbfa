import { describe, expect, test } from '@jest/globals';
import { read, type Files } from './reading.js';

const RAILS: Files = {
  Gemfile: 'source "https://rubygems.org"\ngem "rails", "~> 8.0"\ngem "sqlite3"\n',
  'storage/.keep': '',
  storage: '',
  Dockerfile:
    'FROM ruby:3.4-slim AS base\nWORKDIR /rails\nFROM base AS build\nCOPY . .\nFROM base\nCOPY --from=build /rails /rails\nCMD ["bin/rails", "server"]\n',
};

describe('The storage folder of a Rails app with a Dockerfile alone', () => {
  test('is where a volume is mounted: its databases and uploads are there', () => {
    expect(read(RAILS).storage).toBe('/rails/storage');
    const below = { ...RAILS, Dockerfile: 'FROM ruby:3.4\nWORKDIR /srv\nWORKDIR app\nCMD ["bin/rails", "server"]\n' };
    expect(read(below).storage).toBe('/srv/app/storage');
  });

  test.each<[string, Files]>([
    ['it is another framework', { ...RAILS, Gemfile: 'gem "sinatra"\n' }],
    ['the image does not have it', { Gemfile: RAILS['Gemfile'] ?? '', Dockerfile: RAILS['Dockerfile'] ?? '' }],
    ['the directory of the app is not known', { ...RAILS, Dockerfile: 'FROM ruby:3.4\nCMD ["bin/rails", "server"]\n' }],
  ])('is not mounted where %s', (_name, files) => {
    expect(read(files).storage).toBeUndefined();
  });
});
