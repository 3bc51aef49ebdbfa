import { describe, expect, test } from '@jest/globals';
import { readUwsgiIni } from '../../../src/native/uwsgi-ini.js';
import { serverOf } from '../../../src/native/server.js';
import { djangoOf } from '../../../src/native/django.js';
import { readRequirements } from '../../../src/native/requirements.js';
import { someRepository } from '../../support/some-files.js';

const tutorial = `[uwsgi]
; of a tutorial
home = /home/ubuntu/.pyenv/versions/mysite
chdir = /srv/mysite/django_app
module = config.wsgi.deploy:application
uid = deploy-user
gid = deploy-user
socket = /tmp/mysite.sock
chmod-socket = 666 ; for nginx
chown-socket = deploy-user:deploy-user
enable-threads = true ; threads of the app
master = true
processes = 4
vacuum = true ; removes the socket
pidfile = /tmp/mysite.pid
logger = file:/tmp/uwsgi.log
static-map = /media=%d../media
`;

const django = {
  'manage.py': `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")`,
  'config/settings.py': '',
  'config/wsgi.py': 'application = 1',
};

describe('the uWSGI settings of a project', () => {
  test('are used but for sockets, users, folders, logs and files that two releases would share', () => {
    const found = readUwsgiIni(someRepository({ 'uwsgi.ini': tutorial }), '');
    expect(found?.text).toBe(`[uwsgi]
; of a tutorial
module = config.wsgi.deploy:application
enable-threads = true
master = true
processes = 4
static-map = /media=./../media

`);
    expect(found?.leftOut).toEqual([
      ...['home', 'chdir', 'uid', 'gid', 'socket', 'chmod-socket', 'chown-socket', 'vacuum', 'pidfile', 'logger'],
    ]);
    expect(found).toMatchObject({ path: 'uwsgi.ini', namesModule: true, namesProcesses: true });
  });

  test.each([
    'http = :8000',
    'http-socket = :8000',
    'uwsgi-socket = x',
    'protocol = http',
    'stats = :9191',
    'plugin = python3',
  ])('never have %s', (line) => {
    const found = readUwsgiIni(someRepository({ 'uwsgi.ini': `[uwsgi]\n${line}\nharakiri = 30\n` }), '');
    expect(found?.text).toBe('[uwsgi]\nharakiri = 30\n\n');
  });

  test('may import Python modules, which are no files of settings', () => {
    const found = readUwsgiIni(someRepository({ 'uwsgi.ini': '[uwsgi]\nimport = shop.tasks\n' }), '');
    expect(found?.text).toContain('import = shop.tasks');
  });

  test('keep their conditions, and all that the action does not decide', () => {
    const text =
      '[uwsgi]\nif-not-env = LISTEN_FDS\nsocket = :9000\nendif =\nbuffer-size = 32768\nhttp-auto-chunked = true\n';
    const found = readUwsgiIni(someRepository({ 'uwsgi.ini': text }), '');
    expect(found?.text).toContain('if-not-env = LISTEN_FDS\nendif = \nbuffer-size = 32768\nhttp-auto-chunked = true\n');
  });

  test('are those for a server, next to the project first', () => {
    const ini = '[uwsgi]\n';
    const all = { 'app/uwsgi/deploy.ini': ini, 'app/uwsgi/debug.ini': ini, '.config/uwsgi/deploy.ini': ini };
    expect(readUwsgiIni(someRepository(all), 'app')?.path).toBe('app/uwsgi/deploy.ini');
    expect(readUwsgiIni(someRepository({ '.config/uwsgi/deploy.ini': ini }), 'app')?.path).toBe(
      '.config/uwsgi/deploy.ini',
    );
    expect(readUwsgiIni(someRepository({ 'uwsgi.ini': '[other]\n' }), '')).toBeUndefined();
  });

  test('that lie elsewhere have their magic variables about their own place', () => {
    const text = '[uwsgi]\nfile-write = %p %n %s %d %%d\n';
    const found = readUwsgiIni(someRepository({ '.config/uwsgi/deploy.ini': text }), 'app');
    const at = '../.config/uwsgi';
    expect(found?.text).toContain(`file-write = ${at}/deploy.ini deploy deploy.ini ${at}/ %%d`);
  });
});

describe('the server of a project with uWSGI settings', () => {
  const serverWith = (ini: string) => {
    const files = someRepository({ ...django, 'requirements.txt': 'django\npyuwsgi\n', 'uwsgi.ini': ini });
    const found = djangoOf(files, new Map());
    const requirements = readRequirements(files, '');
    const rest = { folder: '', web: undefined, startCommand: undefined, protocol: undefined };
    return serverOf(files, { ...rest, django: found, requirements });
  };

  test('is started with them, and the plan says what is left out', () => {
    const server = serverWith(tutorial);
    expect(server?.command).toMatch(/^uwsgi --ini \.\.\/\.\.\/records\/"\$RELEASE"\/uwsgi\.ini --master --need-app /);
    expect(server?.command).not.toMatch(/--module|--processes/);
    expect(server?.settings).toContain('module = config.wsgi.deploy:application');
    expect(server?.because).toContain('with the options of uwsgi.ini, but for home, chdir, uid, gid, socket,');
    expect(server?.because).toContain('logger: the native runtime decides these');
  });

  test('has the module and a number of processes where they have none', () => {
    const server = serverWith('[uwsgi]\nharakiri = 30\n');
    expect(server?.command).toMatch(/--processes 2 --module config\.wsgi$/);
    expect(server?.because).toMatch(/with the options of uwsgi\.ini$/);
  });

  test('is started without them where they include other files, which may have sockets', () => {
    const server = serverWith('[uwsgi]\nini = base.ini\n');
    expect(server).toMatchObject({ settings: '' });
    expect(server?.because).toContain('uwsgi.ini is not used, since it includes other files');
  });
});
