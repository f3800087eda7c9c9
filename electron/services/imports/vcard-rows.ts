import type { SourceRow } from './draft.ts'
import type { ValueReader } from './draft-values.ts'
export function* vcardRows(_chunks: Iterable<string>, _reader: ValueReader): Generator<SourceRow> {}
