import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())
const refusal = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (error instanceof Refused) return error.failure
    throw error
  }
  throw new Error('was not refused')
}

describe('undo of what belongs to no customer', () => {
  it('puts a setting back, and redo sets it again', async () => {
    await house.call('settings.update', { shopName: 'Kern' })
    await house.call('settings.update', { shopName: 'Kern & Sohn' })
    await house.job('operations.undoLast', {})
    expect((await house.call('settings.get', {})).shopName).toBe('Kern')
    await house.job('operations.undoLast', {})
    expect((await house.call('settings.get', {})).shopName).toBe('')
    await house.job('operations.redoLast', {})
    await house.job('operations.redoLast', {})
    expect((await house.call('settings.get', {})).shopName).toBe('Kern & Sohn')
  })

  it('refuses an older one while a later one set the same', async () => {
    const first = await house.write('settings.update', { shopName: 'Kern' })
    const second = await house.write('settings.update', { shopName: 'Sohn', theme: 'dark' })
    expect(await refusal(house.job('operations.undo', { operationId: first.operationId! }))).toMatchObject({
      code: 'conflict',
      reason: 'operation-blocked-by-later-setting',
      detail: { call: 'settings.update', day: '2026-03-12', operationId: second.operationId },
    })
    await house.job('operations.undo', { operationId: second.operationId! })
    await house.job('operations.undo', { operationId: first.operationId! })
    expect((await house.call('settings.get', {})).shopName).toBe('')
  })

  it('does not mind a later one that set something else', async () => {
    const first = await house.write('settings.update', { shopName: 'Kern' })
    await house.write('settings.update', { theme: 'dark' })
    await house.job('operations.undo', { operationId: first.operationId! })
    expect(await house.call('settings.get', {})).toMatchObject({ shopName: '', theme: 'dark' })
  })

  it('says when there is nothing to undo, nothing to redo, or it was undone already', async () => {
    expect((await refusal(house.job('operations.undoLast', {}))).reason).toBe('operation-nothing-to-undo')
    expect((await refusal(house.job('operations.redoLast', {}))).reason).toBe('operation-nothing-to-redo')
    const done = await house.write('settings.update', { shopName: 'Kern' })
    await house.job('operations.undoLast', {})
    expect((await refusal(house.job('operations.undo', { operationId: done.operationId! }))).reason).toBe('operation-already-undone')
    expect((await refusal(house.job('operations.undo', { operationId: 12345 as never }))).reason).toBe('operation-gone')
    await house.call('settings.update', { theme: 'dark' })
    expect((await refusal(house.job('operations.redoLast', {}))).reason).toBe('operation-nothing-to-redo')
  })

  it('lists each step, newest first, with what is in force now', async () => {
    const { operationId } = await house.write('settings.update', { shopName: 'Kern' })
    const undo = await house.job('operations.undoLast', {})
    const redo = await house.job('operations.redoLast', {})
    const { rows, total } = await house.call('operations.list', { today: true })
    expect(total).toBe(3)
    expect(rows.map(({ id, kind, isUndone, canUndo }) => ({ id, kind, isUndone, canUndo }))).toEqual([
      { id: redo.operationId, kind: 'redo', isUndone: false, canUndo: true },
      { id: undo.operationId, kind: 'undo', isUndone: true, canUndo: false },
      { id: operationId, kind: 'do', isUndone: false, canUndo: true },
    ])
    await house.job('operations.undo', { operationId: operationId! })
    expect((await house.call('settings.get', {})).shopName).toBe('')
    house.clock.set('2026-03-13')
    expect((await house.call('operations.list', { today: true })).total).toBe(0)
    expect((await house.call('operations.list', {})).total).toBe(4)
  })
})
