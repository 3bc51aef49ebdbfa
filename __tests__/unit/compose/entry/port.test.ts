import { describe, expect, test } from '@jest/globals';
import { commandPorts, entryPort } from '../../../../src/compose/entry/port.js';
import { candidates } from '../../../support/candidates.js';

function portsOf(service: Parameters<typeof candidates>[0][string]): readonly number[] {
  const [candidate] = candidates({ web: service });
  return candidate === undefined ? [] : entryPort(candidate).candidates;
}

describe('the port of the entry', () => {
  test.each<readonly [string, Parameters<typeof portsOf>[0], readonly number[]]>([
    ['the one that is published as port 80', { ports: ['8080:8080', '80:3000'] }, [3000]],
    ['the container’s side of a published port', { ports: ['1337:80'] }, [80]],
    ['a published one before an exposed one', { ports: ['8000:8000'], expose: [9000] }, [8000]],
    ['of several published ones the usual first', { ports: ['9999:9999', '8000:8000'] }, [8000, 9999]],
    ['HTTP rather than HTTPS', { ports: ['443:8443', '8080:8080'] }, [8080]],
    ['HTTPS where there is nothing else', { ports: ['443:8443'] }, [8443]],
    ['no debugger', { ports: ['9229:9229', '3001:3001'] }, [3001]],
    ['what the command binds to', { command: 'gunicorn shop.wsgi --bind 0.0.0.0:8001', expose: [9000] }, [8001]],
    ['what is exposed', { expose: [8080, 22] }, [8080]],
    ['nothing where nothing says it', {}, []],
  ])('is %s', (_, service, expected) => {
    expect(portsOf(service)).toEqual(expected);
  });

  test.each([
    ['python manage.py runserver 0.0.0.0:8000', [8000]],
    ['uvicorn app:app --host 0.0.0.0 --port 8080', [8080]],
    ['gunicorn -b :5000 app:app', [5000]],
    ['gunicorn --bind=unix:/run/app.sock app:app', []],
    ['uwsgi --socket :9000 --module shop.wsgi', [9000]],
    ['sh -c "PORT=4000 node server.js"', [4000]],
    ['next start -p 3001', [3001]],
    ['celery -A app worker --concurrency 4', []],
  ])('is read from the command %s', (command, expected) => {
    expect(commandPorts(command)).toEqual(expected);
  });
});
