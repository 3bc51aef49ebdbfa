import { allServices, type ComposeConfig } from '../../compose/model/config.js';
import type { Failure } from '../../errors/deploy-error.js';
import { reservedNames } from '../../proxy/names.js';
import type { Planning } from '../context.js';
import { adoptedStack } from './identity.js';

type Reserved = ReturnType<typeof reservedNames>;

/** Names of the bundled reverse proxy that the project has itself: compose would make one of the two. */
export function reservedNameRefusals(planning: Planning): readonly Failure[] {
  const { stack } = planning.facts.repository;
  const reserved = reservedNames(planning.site.project);
  if (stack.kind === 'whole') return [];
  if (stack.kind === 'dockerfile') return reserved.services.filter((name) => name === stack.entry.service).map(asInput);
  const where = stack.composeFiles.join(' with ');
  return [
    ...uses(stack.config, reserved).map(({ kind, name }) => inFiles(where, kind, name)),
    ...byHand(planning, reserved),
  ];
}

function uses(config: ComposeConfig, reserved: Reserved): readonly { readonly kind: string; readonly name: string }[] {
  const services = allServices(config);
  const volumes = Object.entries(config.volumes).flatMap(([key, { name = '' }]) =>
    reserved.volumes.includes(key) ? key : reserved.engineVolumes.filter((one) => one === name),
  );
  const found = [
    { kind: 'service', names: services.map(([name]) => name).filter((name) => reserved.services.includes(name)) },
    { kind: 'volume', names: volumes },
    {
      kind: 'container_name',
      names: services.flatMap(([, { container_name: own }]) => reserved.containers.filter((name) => name === own)),
    },
  ];
  return found.flatMap(({ kind, names }) => names.map((name) => ({ kind, name })));
}

/** The container of a stack that this site goes on with would be taken for the bundled reverse proxy. */
function byHand(planning: Planning, reserved: Reserved): readonly Failure[] {
  const { folder, services = [] } = adoptedStack(planning) ?? {};
  const own = planning.facts.repository.stack.services.map(({ name }) => name);
  return services
    .filter((name) => reserved.services.includes(name) && !own.includes(name))
    .map((name) => ({
      code: 'name-reserved',
      what: `The stack that was started by hand in ${folder ?? ''} has a service ${name}, a name that the bundled reverse proxy uses`,
      why: 'Its container would be mistaken for the bundled reverse proxy.',
      hint: `Rename the service ${name} there too, and start the stack as you started it before. Then run the job again.`,
    }));
}

function inFiles(where: string, kind: string, name: string): Failure {
  const data = kind === 'volume' ? ' Copy what it contains to the volume of the new name.' : '';
  return {
    code: 'name-reserved',
    what: `${where} has a ${kind} ${name}, a name that the bundled reverse proxy uses`,
    why: 'docker compose would merge the two.',
    hint: `Rename the ${kind} ${name}.${data} If it belongs to your own reverse proxy, set "proxy: own": then nothing is added to the project.`,
  };
}

function asInput(name: string): Failure {
  return {
    code: 'name-reserved',
    what: `The input app-service is ${name}, a name that the bundled reverse proxy uses`,
    why: 'docker compose would merge the two.',
    hint: 'Choose another name, or leave app-service out.',
  };
}
