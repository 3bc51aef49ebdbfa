import type { StepKind } from './step.js';

/**
 * The lines of `steps.list` (`carry_out` in apply.sh): the steps of one exec, where what does not need the other goes on beside it.
 * A stack's own proxy restarts to serve HTTPS, so nothing that asks it goes on beside that.
 */
export function stepList(steps: readonly StepKind[], hasOwnEdge: boolean): readonly string[] {
  const has = (...kinds: readonly StepKind[]): boolean => kinds.every((kind) => steps.includes(kind));
  // Nothing is served yet: the edge starts while the app is built, and the certificate is had while the app starts.
  const edgeBeside = has('build', 'edge', 'probe') && !steps.includes('up');
  const certifyBeside = has('certify', 'up') && steps.indexOf('certify') < steps.indexOf('up');
  const renewalBeside = !hasOwnEdge && has('serve-https', 'renewal');
  return steps.flatMap((step) => {
    if (step === 'build' && edgeBeside) return ['&edge+probe', 'build', 'wait'];
    if ((step === 'edge' || step === 'probe') && edgeBeside) return [];
    if (step === 'certify' && certifyBeside) return ['&certify'];
    if (step === 'up' && certifyBeside) return ['up', 'wait'];
    if (step === 'serve-https' && renewalBeside) return ['&renewal', 'serve-https', 'wait'];
    if (step === 'renewal' && renewalBeside) return [];
    return [step];
  });
}
