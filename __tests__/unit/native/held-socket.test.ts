import { describe, expect, test } from '@jest/globals';
import { withHeldSocket } from '../../../src/native/held-socket.js';

describe('a command that starts the web process', () => {
  test.each([
    ['uvicorn main:app --host 0.0.0.0 --port $PORT', 'uvicorn main:app --host 0.0.0.0 --port $PORT --fd 3'],
    ['python -m uvicorn main:app', 'python -m uvicorn main:app --fd 3'],
    ['hypercorn app:app --bind 0.0.0.0:$PORT', 'hypercorn app:app --bind fd://3'],
    ['./prepare && A=1 exec uvicorn main:app', './prepare && A=1 exec uvicorn main:app --fd 3'],
    ['venv/bin/uvicorn main:app ', 'venv/bin/uvicorn main:app --fd 3'],
  ])('%j takes the socket of systemd', (command, expected) => {
    const found = withHeldSocket(command);
    expect(found.command).toBe(expected);
    expect(found.change).toContain('systemd holds the socket');
  });

  test.each([
    'gunicorn -k uvicorn.workers.UvicornWorker main:app --bind 0.0.0.0:$PORT',
    'uwsgi --ini x.ini',
    'uvicorn main:app --fd 3',
    'uvicorn main:app --uds x.sock',
    'hypercorn app:app --bind fd://3',
    'node server.js',
    'sh -c "uvicorn main:app; true"',
  ])('%j is left as it is', (command) => {
    expect(withHeldSocket(command)).toEqual({ command, change: '' });
  });

  test.each([
    ['python manage.py runserver 0.0.0.0:8000', 'gunicorn config.wsgi'],
    ['./migrate; python3 manage.py runserver', 'gunicorn config.wsgi'],
    ['flask --app shop run -p 80', 'gunicorn app:app'],
    ['daphne -b 0.0.0.0 -p $PORT config.asgi:application', 'uvicorn config.asgi:application --fd 3'],
    ['waitress-serve --port=$PORT shop:app', 'gunicorn app:app'],
    ['fastapi run main.py', 'uvicorn main:app --fd 3'],
  ])('%j is refused, since it only opens a port, with what to use in its place', (command, instead) => {
    expect(() => withHeldSocket(command)).toThrow(
      expect.objectContaining({
        code: 'native-port-only',
        message: expect.stringContaining('opens a port of its own'),
        hint: expect.stringContaining(`start-command: ${instead}`),
      }),
    );
  });
});
