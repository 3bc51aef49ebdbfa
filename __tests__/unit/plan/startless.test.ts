import { expect, test } from '@jest/globals';
import { freshFacts, planOf } from '../../support/facts.js';
import { read } from '../compose/reading.js';

const refused = (dockerfile: string) => {
  const facts = freshFacts();
  const stack = read({ Dockerfile: dockerfile });
  const { blockers } = planOf({ ...facts, repository: { ...facts.repository, stack } });
  return blockers.filter(({ code }) => code === 'nothing-to-deploy');
};

test('A Dockerfile that starts no program is refused, since its container would end at once', () => {
  const [failure] = refused('FROM python:3.8\nCOPY . .\n');
  expect(failure?.what).toBe('The Dockerfile starts no program');
  expect(failure?.why).toContain('python:3.8');
  expect(refused('FROM docker.io/library/node:22 AS base\nFROM base\nRUN npm ci\n')).toHaveLength(1);
});

test.each([
  'FROM python:3.8\nCMD ["gunicorn", "shop.wsgi"]\n',
  'FROM python:3.8 AS base\nENTRYPOINT ["./start.sh"]\nFROM base\n',
  'FROM nginx:alpine\nCOPY . .\n',
  'FROM php:8.3-apache\nCOPY . .\n',
  'FROM tiangolo/uvicorn-gunicorn-fastapi\nCOPY . .\n',
  'FROM ghcr.io/acme/python\nCOPY . .\n',
])('A Dockerfile that starts a program, or whose base image may, is planned: %j', (dockerfile) => {
  expect(refused(dockerfile)).toEqual([]);
});
