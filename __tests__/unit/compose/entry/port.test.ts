import { describe, expect, test } from '@jest/globals';
import { commandPorts, serverPorts } from '../../../../src/compose/entry/command-ports.js';
import { entryPort } from '../../../../src/compose/entry/port.js';
import { candidates } from '../../../support/candidates.js';

function portsOf(service: Parameters<typeof candidates>[0][string]): readonly number[] {
  const [candidate] = candidates({ web: service });
  return candidate === undefined ? [] : entryPort(candidate).candidates;
}

const DESKTOP =
  'bash -c "websockify 0.0.0.0:6080 localhost:5900 & exec gunicorn --bind 0.0.0.0:5000 --timeout 0 wsgi:app"';

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
    [
      'alone the published one that the command’s server binds',
      { command: DESKTOP, ports: ['127.0.0.1:5211:5000', '127.0.0.1:6080:6080'] },
      [5000],
    ],
    [
      'none that only the host reaches, if another one is open to all',
      { ports: ['127.0.0.1:80:9001', '0.0.0.0:7000:7000'] },
      [7000],
    ],
    ['one that only the host reaches where all are', { ports: ['127.0.0.1:8000:8000'] }, [8000]],
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
  test.each<readonly [string, Parameters<typeof portsOf>[0], boolean]>([
    ['published', { ports: ['8000:8000'] }, true],
    ['exposed', { expose: [8000] }, false],
    ['in its command', { command: 'gunicorn -b :8000 app' }, false],
    ['nowhere', {}, false],
  ])('may turn out to be another one only if it is not published: %s', (_, service, isSure) => {
    const [candidate] = candidates({ web: service });
    expect(candidate && entryPort(candidate).isSure).toBe(isSure);
  });

  test('is read from the web server among the programs of a command', () => {
    expect(serverPorts(DESKTOP)).toEqual([5000]);
    expect(serverPorts('node a.js --port 4000 & node b.js --port 4001')).toEqual([4000, 4001]);
  });
});
