import { setTimeout as pause } from 'node:timers/promises'
import { basename, resolve, sep } from 'node:path'
import { SqliteError } from 'better-sqlite3'
import type { CustomerId, CustomerSelection, ExportFormat, ExportResult, ExportRunId, Handlers } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { inTransaction } from '../../database/open.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase, Tasks } from '../service-base.ts'
import type { ExportLanguage } from './export-words.ts'
import { exportsRepository } from './exports.repository.ts'
import { qrCard } from './qr-card.ts'
import { smallCard } from './vcard-card.ts'
import { writeInPieces } from './whole-file.ts'
import { exportWriter } from './write-export.ts'
import type { ExportOrder, WriterDeps } from './write-export.ts'

interface ExportsService {
  calls: Handlers['exports']
  tasks: Tasks
}
interface Deps extends Omit<WriterDeps, 'repository'>, Pick<ServiceBase, 'newId' | 'background'> {
  customers: Pick<CustomersService, 'writer' | 'require'>
}

/** Customers as files that other programs read; changes nothing but the list of what left the program. */
export function exportsService(deps: Deps): ExportsService {
  const { db, clock, newId, background, settings, customers, selectedIds, dataDir } = deps
  const repository = exportsRepository(db)
  const everybody: CustomerSelection = { viewId: null, text: '', except: [] }
  const language = (): ExportLanguage => settings.read().language
  const write = exportWriter({ ...deps, repository })

  /** Writes down what left the program when the writer is free: an import may be running on a connection of its own. */
  async function writeDown(format: ExportFormat, { file, rows }: ExportResult): Promise<void> {
    for (let patience = 600; ; patience--) {
      db.pragma('busy_timeout = 0')
      try {
        return inTransaction(db, () => {
          repository.add({ id: newId() as ExportRunId, at: clock.now(), format, customers: rows, fileName: basename(file) })
          newId.save()
        })
      } catch (error) {
        if (!(error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY')) || patience === 0) throw error
      } finally {
        db.pragma('busy_timeout = 5000')
      }
      await pause(500)
    }
  }

  /** A file of that name would take the place of the data themselves. */
  function requireOutside(file: string): string {
    const target = resolve(file)
    if (dataDir !== '' && target.startsWith(resolve(dataDir) + sep)) throw new AppError('invalid', 'export-into-data-folder', { file })
    return target
  }
  function requireCurrent(customerId: CustomerId) {
    customers.require(customerId)
    const current = customers.writer.current(customerId)
    if (!current) throw new AppError('missing', 'customer-gone', { customerId })
    return current
  }

  return {
    tasks: { 'exports.write': write },
    calls: {
      async customers(input, job) {
        const selection = input.selection ?? (input.viewId === undefined ? everybody : { viewId: input.viewId, text: '', except: [] })
        const order: ExportOrder = { ...input, file: requireOutside(input.file), selection, language: input.language ?? language() }
        const result = await background.run<ExportResult>('exports.write', order, job)
        await writeDown(input.format, result)
        return result
      },
      count({ viewId, selection }) {
        if (selection) return { customers: selectedIds(selection).length }
        if (viewId !== undefined) return { customers: selectedIds({ viewId, text: '', except: [] }).length }
        return { customers: repository.customers() }
      },
      list: ({ limit, offset }) => repository.list(limit, offset),
      qr: ({ customerId, fields }) => qrCard(requireCurrent(customerId), fields, language()),
      async saveCard({ customerId, fields, file }) {
        const card = smallCard(requireCurrent(customerId), fields, language())
        const target = requireOutside(file)
        const { bytes } = writeInPieces(target, (write) => write(card))
        const result = { file: target, rows: 1, bytes }
        await writeDown('vcard', result)
        return result
      },
    },
  }
}
