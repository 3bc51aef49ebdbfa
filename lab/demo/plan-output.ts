import { z } from 'zod';

const stepSchema = z.object({
  kind: z.string(),
  title: z.string(),
  because: z.string(),
  seconds: z.number().optional(),
});

const planSchema = z.object({ steps: z.array(stepSchema) });

/** A step of the plan as the action's output `plan` tells it; a step that was not timed has no seconds. */
export type CarriedOutStep = z.infer<typeof stepSchema>;

/** The steps in the action's output `plan`. Throws when it is not the JSON that action.yml promises. */
export function parsePlanOutput(text: string | undefined): readonly CarriedOutStep[] {
  if (text === undefined || text === '') throw new Error('The step left no output "plan", so what it did is not known');
  return planSchema.parse(JSON.parse(text)).steps;
}
