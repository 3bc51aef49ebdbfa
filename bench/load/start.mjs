// Starts the load generator. Node 24 reads TypeScript by itself, but for the names: an import says `.js` where `.ts` lies.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.startsWith('./') ? specifier.replace(/\.js$/, '.ts') : specifier, context),
});
await import('./program.ts');
