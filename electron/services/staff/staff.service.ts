import type { Handlers, StaffId, StaffMember } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { staffRepository } from './staff.repository.ts'

interface StaffService {
  calls: Handlers['staff']
}

/** The people who serve in the shop: first names that the owner keeps, no accounts. */
export function staffService({ db, clock, newId, recorder }: Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'>): StaffService {
  const repository = staffRepository(db, newId)

  function require(staffId: StaffId): StaffMember {
    const found = repository.all().find((one) => one.staffId === staffId)
    if (!found) throw new AppError('missing', 'staff-gone', { staffId })
    return found
  }
  function requireName(name: string, except: StaffId | undefined): void {
    if (name === '') throw new AppError('invalid', 'staff-name-missing')
    const other = repository.all().find((one) => one.staffId !== except && one.name.toLowerCase() === name.toLowerCase())
    if (other) throw new AppError('conflict', other.leftOn === null ? 'staff-name-taken' : 'staff-name-left', { name: other.name })
  }
  function done(staffId: StaffId): StaffMember {
    recorder.describe({ count: 1 })
    return require(staffId)
  }
  return {
    calls: {
      list: () => repository.all(),
      save({ staffId, name }) {
        if (staffId !== undefined) require(staffId)
        requireName(name, staffId)
        if (staffId === undefined) return done(repository.insert(name, clock.now()))
        repository.rename(staffId, name)
        return done(staffId)
      },
      leave({ staffId }) {
        if (require(staffId).leftOn === null) repository.setLeft(staffId, clock.today())
        return done(staffId)
      },
      comeBack({ staffId }) {
        require(staffId)
        repository.setLeft(staffId, null)
        return done(staffId)
      },
    },
  }
}
