// Asks a name server and prints the answer a record a line: node ask.ts NAME [TYPE [SERVER]]. Ends with 1 if there is none.
import { Resolver } from 'node:dns/promises';

const [name = 'lab.test', type = 'A', server = '127.0.0.1'] = process.argv.slice(2);
const resolver = new Resolver({ timeout: 3000, tries: 1 });
resolver.setServers([server]);
try {
  const records: unknown = await resolver.resolve(name, type);
  for (const record of Array.isArray(records) ? records : [records]) {
    console.log(typeof record === 'string' ? record : JSON.stringify(record));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
