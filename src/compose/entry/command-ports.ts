import { isServerCommand } from './workers.js';

const PATTERNS = [
  /(?:0\.0\.0\.0|\[::\]|\*):(\d{2,5})\b/g,
  /(?:--bind|--listen|--http-socket|--http|--socket|-b|-l)[= ]+(?:[\w.[\]*]*:)(\d{2,5})\b/g,
  /(?:--port|-p|\bPORT)[= ]+(\d{2,5})\b/g,
];

/** Ports that a command line binds to: `0.0.0.0:8000`, `--bind :8000`, `--port 8000`, `-b 8000`, `-p 8000`, `PORT=8000`. */
export function commandPorts(command: string): readonly number[] {
  const found = PATTERNS.flatMap((pattern) => [...command.matchAll(pattern)].map(([, port]) => Number(port)));
  return [...new Set(found)].filter((port) => port > 0 && port < 65_536);
}

/** Those of the web servers among the programs that it starts; of all of them where none is known as one. */
export function serverPorts(command: string): readonly number[] {
  const servers = command.split(/&&?|\|\|?|[;\n]/).filter(isServerCommand);
  const ports = [...new Set(servers.flatMap(commandPorts))];
  return ports.length > 0 ? ports : commandPorts(command);
}
