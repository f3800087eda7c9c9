import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { FilterField, Output } from '#contract'
import { call } from '../api.ts'

export type SavedView = Output<'views.list'>[number]

/** The saved views with their counts, and what conditions can name. */
export const useViews = defineStore('views', () => {
  const views = shallowRef<readonly SavedView[]>([])
  const fieldList = shallowRef<readonly FilterField[]>([])
  const fields = computed<ReadonlyMap<string, FilterField>>(() => new Map(fieldList.value.map((field) => [field.key, field])))
  let underway: Promise<void> | null = null
  let isAskedAgain = false

  async function readViews(): Promise<void> {
    views.value = await call('views.list', {})
  }
  /** Counts follow the data; a burst of changes is read once more at its end. */
  async function reload(): Promise<void> {
    if (underway) {
      isAskedAgain = true
      return underway
    }
    underway = readViews()
    try {
      await underway
    } finally {
      underway = null
      if (isAskedAgain) {
        isAskedAgain = false
        void reload()
      }
    }
  }
  async function readFields(): Promise<void> {
    fieldList.value = await call('views.fields', {})
  }
  return { views, fieldList, fields, reload, readFields }
})
