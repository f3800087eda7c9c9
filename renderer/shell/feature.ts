import type { Component, Ref } from 'vue'
import type { RouteRecordRaw, Router } from 'vue-router'
import type { IconName } from '../ui/icon-names.ts'

/** What the application menu asks for; see the preload. */
export type MenuCommand = Extract<Parameters<Parameters<Window['stammkunde']['on']>[1]>[0], { topic: 'command' }>['command']

/** An entry of the sidebar. */
export interface NavEntry {
  to: string
  icon: IconName
  label: () => string
  group: 'day' | 'customers' | 'bind'
  /** Position inside its group. */
  order: number
  /** How much work waits there; nothing is shown for 0. Called once by the sidebar. */
  useCount?: () => Ref<number>
}

/** Something that the palette offers, with or without keys of its own. */
export interface Command {
  id: string
  label: () => string
  icon: IconName
  /** As shown and listened to: 'N', 'Ctrl+S', 'F2'. Single letters rest while somebody types. */
  keys?: string
  /** The menu item that means the same. */
  menu?: MenuCommand
  /** Left out of the palette while false. */
  isOffered?: () => boolean
  run: (router: Router) => unknown
}

/**
 * What one capability adds to the window. Route names others rely on: 'customers', 'customer' (param `customerId`), 'new-customer', 'phases',
 * 'import', 'cards', 'backup', 'settings', 'operations', 'welcome'.
 */
export interface Feature {
  routes: RouteRecordRaw[]
  nav: NavEntry[]
  commands: Command[]
  /** What it has to say about a new customer while they are typed: gets `draft` (input of duplicates.check), may emit `open` with a customer's id. */
  draftNotes?: readonly Component[]
}
