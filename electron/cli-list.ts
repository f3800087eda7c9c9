import { z } from 'zod'
import { contract } from '#contract'
import type { AnyCall } from '#contract'

const ours = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { io, unrepresentable: 'any' })

/** Every call with its input and output as JSON Schema; for a job `result` is what the command line answers in the end. */
export function listCalls(): object[] {
  return Object.entries(contract).flatMap(([capability, verbs]) =>
    Object.entries<AnyCall>(verbs).map(([verb, call]) => ({
      name: `${capability}.${verb}`,
      kind: call.kind,
      paths: call.paths,
      input: ours(call.input, 'input'),
      output: ours(call.output, 'output'),
      ...(call.kind === 'job' ? { result: ours(call.result, 'output') } : {}),
    })),
  )
}
