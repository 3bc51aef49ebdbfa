import { anyOf, productOf } from './image-name.js';

/** Commands of programs that wait for requests. */
const SERVERS =
  /\b(gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|waitress|runserver|puma|unicorn|thin|passenger|nginx|httpd|apache2?|caddy|next start|node server|vite preview|serve -s|php-fpm|artisan serve|artisan octane|rails s(erver)?|flask run|fastapi run)\b/;

/** Commands of programs that work off a queue or a timetable. */
const COMMANDS =
  /\b(celery\b.*\b(worker|beat)|sidekiq|rq\s+worker|rqworker|dramatiq|huey|arq|taskiq\s+worker|queue:(work|listen)|horizon|schedule:(run|work)|messenger:consume|crond?|supercronic|ofelia|rqscheduler|clockwork|bullmq|resque|delayed_job|good_job|solid_queue|run_huey|qcluster|process_tasks|start-worker|start-?celery\w*|worker\.(py|js|ts|rb)|cloudflared|tail -f \/dev\/null|sleep infinity)\b/;

/** At the end of a command that starts nothing else that serves. */
const IDLE_END = /(?:^|[\s;&"'])(?:tail\s+-[fF]\s+\/(?:dev\/null|etc\/\S+?)|sleep\s+inf(?:inity)?)["')\s]*$/;

/** The whole command, with its shell: `sleep 3600`, `while true; do sleep 60; done`. */
const IDLE_ONLY =
  /^(?:\S*\/)?(?:(?:ba|da|a)?sh\s+-c\s+)?["']?(?:(?:exec\s+)?sleep\s+\d+[smhd]?|while\s+(?:true|:|sleep\s+\d+[smhd]?)\s*;\s*do\s+(?:sleep\s+\d+[smhd]?|:|true)\s*;\s*done)["'\s;]*$/;

/** A shell or an interpreter and nothing for it to run, the whole command. */
const SHELL = /^(?:\S*\/)?(?:(?:ba|da|a|z)?sh|node|python3?|irb)(?:\s+-[il]+)?$/;

/** Servers of WebSockets alone, which stand beside a site. */
const SOCKETS = /\b(reverb:start|websockets:serve|laravel-echo-server|soketi|centrifugo)\b/;

const NAMES =
  /(^|[-_])(worker|workers|beat|celery\w*|cron|crontab|scheduler|queue|bot|batch|consumer|sidekiq|jobs?)([-_\d]|$)/;

/** Images that do some work and end. */
const ONE_SHOT_IMAGES = new RegExp(`^${anyOf('mc flyway liquibase migrate dbmate curl awscli aws-cli')}$`);

const ONE_SHOT_NAMES =
  /(^|[-_])(migrations?|migrate|migrator|seed|seeder|init|initializer|setup|bootstrap|create\w*bucket\w*|installer|tests?|e2e)([-_\d]|$)/;

export function isServerCommand(command: string): boolean {
  return SERVERS.test(command);
}

export function isWorkerCommand(command: string): boolean {
  return COMMANDS.test(command);
}

/** Whether a command only keeps its container running, for people who start something in it; a server before that may serve. */
export function isIdleCommand(command: string): boolean {
  return IDLE_ONLY.test(command) || SHELL.test(command.trim()) || (IDLE_END.test(command) && !isServerCommand(command));
}

export function isSocketCommand(command: string): boolean {
  return SOCKETS.test(command);
}

export function isWorkerName(service: string): boolean {
  return NAMES.test(service);
}

export function isOneShotImage(image: string): boolean {
  return ONE_SHOT_IMAGES.test(productOf(image));
}

export function isOneShotName(service: string): boolean {
  return ONE_SHOT_NAMES.test(service);
}
