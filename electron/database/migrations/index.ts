import { firstShop } from './0001-first-shop.ts'
import { sixLetterSearch } from './0002-six-letter-search.ts'
import { exportRuns } from './0003-export-runs.ts'
import { relationsOwnFieldsTags } from './0004-relations-own-fields-tags.ts'
import { savedViews } from './0005-saved-views.ts'
import { consentsTasks } from './0006-consents-tasks.ts'
import { documents } from './0007-documents.ts'
import { merge } from './0008-merge.ts'
import { importRuns } from './0009-import-runs.ts'
import { duplicates } from './0010-duplicates.ts'
import { missingDuplicateKeys } from './0011-missing-duplicate-keys.ts'
import { purchaseLines } from './0012-purchase-lines.ts'
import { contactsCasesCare } from './0013-contacts-cases-care.ts'
import { phaseSteps } from './0014-phase-steps.ts'
import { namesInOrder } from './0015-names-in-order.ts'
import { articleSearch } from './0022-article-search.ts'
import { changesOfNobody } from './0023-changes-of-nobody.ts'
import { textBlocks } from './0016-text-blocks.ts'
import { tillImports } from './0019-till-imports.ts'
import { care } from './0018-care.ts'
import { contactSearch } from './0024-contact-search.ts'
import { today } from './0021-today.ts'

/** Numbered from 1 by their place; only ever appended to. */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: '0001-first-shop', sql: firstShop },
  { name: '0002-six-letter-search', sql: sixLetterSearch },
  { name: '0003-export-runs', sql: exportRuns },
  { name: '0004-relations-own-fields-tags', sql: relationsOwnFieldsTags },
  { name: '0005-saved-views', sql: savedViews },
  { name: '0006-consents-tasks', sql: consentsTasks },
  { name: '0007-documents', sql: documents },
  { name: '0008-merge', sql: merge },
  { name: '0009-import-runs', sql: importRuns },
  { name: '0010-duplicates', sql: duplicates },
  { name: '0011-missing-duplicate-keys', sql: missingDuplicateKeys },
  { name: '0012-purchase-lines', sql: purchaseLines },
  { name: '0013-contacts-cases-care', sql: contactsCasesCare },
  { name: '0014-phase-steps', sql: phaseSteps },
  { name: '0015-names-in-order', sql: namesInOrder },
  { name: '0022-article-search', sql: articleSearch },
  { name: '0016-text-blocks', sql: textBlocks },
  { name: '0019-till-imports', sql: tillImports },
  { name: '0023-changes-of-nobody', sql: changesOfNobody },
  { name: '0018-care', sql: care },
  { name: '0024-contact-search', sql: contactSearch },
  { name: '0021-today', sql: today },
]
