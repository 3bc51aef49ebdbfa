import { describe, expect, test } from '@jest/globals';
import { readNativeProject, type NativeProject } from '../../../src/native/project.js';
import { someRepository } from '../../support/some-files.js';

const manage = (settings: string): string => `os.environ.setdefault('DJANGO_SETTINGS_MODULE', '${settings}')\n`;
const plain = {
  'manage.py': manage('config.settings'),
  'config/__init__.py': '',
  'config/settings.py': 'DEBUG = False\n',
  'config/wsgi.py': 'application = 1\n',
};
const split = {
  'django_app/manage.py': manage('config.settings'),
  'django_app/config/__init__.py': '',
  'django_app/config/settings/__init__.py': '',
  'django_app/config/settings/base.py': "STATIC_ROOT = '/vol/static'\n",
  'django_app/config/settings/debug.py': '',
  'django_app/config/settings/deploy.py': '',
  'django_app/config/wsgi.py': '',
};

const read = (
  files: Readonly<Record<string, string>>,
  options: { start?: string; variables?: Readonly<Record<string, string>> } = {},
): NativeProject =>
  readNativeProject(someRepository(files), {
    startCommand: options.start,
    protocol: undefined,
    variables: new Map(Object.entries(options.variables ?? {})),
  });

describe('a Django project on the native runtime', () => {
  test('is started by the uWSGI that comes with it, where the requirements name no server', () => {
    const { server, folder, environment } = read({ ...plain, 'requirements.txt': 'Django>=5\n' });
    expect(server.command).toMatch(/^uwsgi --master .*--module config\.wsgi$/);
    expect(server).toMatchObject({ protocol: 'uwsgi', packages: [expect.stringMatching(/^pyuwsgi==/)] });
    expect([folder, ...environment]).toEqual(['', ['DJANGO_SETTINGS_MODULE', 'config.settings']]);
  });

  test('is started by gunicorn, where the requirements or a file that they include name it', () => {
    const files = {
      'requirements.txt': '-r requirements/all.in\n',
      'requirements/all.in': 'gunicorn[gevent]==23 # server\n',
    };
    expect(read({ ...plain, ...files }).server).toMatchObject({
      command: 'gunicorn --workers 2 --threads 4 config.wsgi',
      protocol: 'http',
      packages: [],
    });
  });

  test('below a folder, with settings that are split, is run with those for a server', () => {
    const found = read(split);
    expect(found).toMatchObject({ folder: 'django_app', staticCommand: 'python manage.py collectstatic --noinput' });
    expect(found.environment.get('DJANGO_SETTINGS_MODULE')).toBe('config.settings.deploy');
    expect(found.because.join()).toContain('settings config.settings.deploy, while manage.py names config.settings');
  });

  test('is run with the settings of the variable, whatever manage.py names', () => {
    const variables = { DJANGO_SETTINGS_MODULE: 'config.settings.debug' };
    expect(read(split, { variables }).environment.get('DJANGO_SETTINGS_MODULE')).toBe('config.settings.debug');
  });

  test('has the WSGI module of its settings where a package hides wsgi.py', () => {
    const wsgi = {
      'django_app/config/wsgi/__init__.py': '',
      'django_app/config/wsgi/debug.py': '',
      'django_app/config/wsgi/deploy.py': '',
    };
    expect(read({ ...split, ...wsgi }).server.command).toContain('--module config.wsgi.deploy');
  });

  test('with settings that are not there is refused, and the candidates are named', () => {
    expect(() => read(split, { variables: { DJANGO_SETTINGS_MODULE: 'config.settings.live' } })).toThrow(
      expect.objectContaining({
        code: 'native-project-unclear',
        message: expect.stringContaining('no settings module config.settings.live'),
        why: expect.stringContaining('config.settings.debug, config.settings.deploy'),
      }),
    );
  });

  test('is not chosen among several', () => {
    const two = { 'one/manage.py': manage('a.settings'), 'two/manage.py': manage('b.settings') };
    expect(() => read(two)).toThrow(expect.objectContaining({ code: 'native-project-unclear' }));
  });

  test('in a directory is not started by a Procfile of the root without a line for it', () => {
    const files = { ...split, Procfile: 'release: ./migrate\n' };
    expect(() => read(files)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('no line web: for the Django project in django_app'),
      }),
    );
    expect(read(files, { start: 'gunicorn --chdir django_app config.wsgi' }).releaseCommand).toBe('./migrate');
  });
});

describe('a Procfile', () => {
  const procfile = {
    Procfile: '# processes\nweb: gunicorn shop:app\nworker: celery -A shop worker\nrelease: ./migrate\n',
  };

  test('names the web process, the workers and the release command of any project', () => {
    expect(read(procfile)).toMatchObject({
      server: { command: 'gunicorn shop:app', protocol: 'http' },
      workers: [{ name: 'worker', command: 'celery -A shop worker' }],
      releaseCommand: './migrate',
    });
  });

  test('gives way to start-command, whose first word shows the protocol', () => {
    const { server, workers } = read(procfile, { start: 'uwsgi --module shop' });
    expect([server.command, server.protocol, workers.length]).toEqual(['uwsgi --module shop', 'uwsgi', 1]);
  });

  test.each([
    ['web: a\nweb: b', 'two lines web:'],
    ['start', 'this line is not `name: command`: start'],
    ['Web App: a', 'not `name: command`'],
    ['WEB: a', 'lower case letters'],
  ])('that reads %j is refused', (text, why) => {
    expect(() => read({ Procfile: text })).toThrow(
      expect.objectContaining({ code: 'native-project-unclear', message: expect.stringContaining(why) }),
    );
  });
});

test('a repository without a web process is refused, with what to add', () => {
  expect(() => read({ 'index.html': '' })).toThrow(
    expect.objectContaining({ code: 'nothing-to-deploy', hint: expect.stringContaining('start-command') }),
  );
});
