import { features } from '../features.ts'
import { tt } from '../words.ts'
import { changeSettings, currentSettings } from './current-settings.ts'
import type { Command, MenuCommand } from './feature.ts'
import { loadSample, removeSample, sampleStatus } from './sample-shop.ts'
import { redoLast, undoLast } from './take-back.ts'

/** Every command there is: screens of the sidebar, what the capabilities offer, and the shell's own. */
export function allCommands(): Command[] {
  const screens: Command[] = navOrder().map(({ to, icon, label }, index) => ({
    id: `open-${to}`,
    label,
    icon,
    keys: `Ctrl+${index + 1}`,
    run: (router) => router.push(to),
  }))
  return [...screens, ...features.flatMap((feature) => feature.commands), ...shellCommands()]
}

/** The entries of the sidebar from top to bottom; Strg 1 to Strg 9 open them. */
export const navOrder = () =>
  (['day', 'customers', 'bind'] as const)
    .flatMap((group) => features.flatMap((feature) => feature.nav.filter((entry) => entry.group === group)).sort((a, b) => a.order - b.order))
    .slice(0, 9)

const textSize = () => currentSettings.value?.fontScale ?? 100

function shellCommands(): Command[] {
  const theme = (name: 'light' | 'dark' | 'system', icon: Command['icon'], label: () => string): Command => ({
    id: `theme-${name}`,
    label,
    icon,
    menu: `theme-${name}`,
    isOffered: () => currentSettings.value?.theme !== name,
    run: () => changeSettings({ theme: name }),
  })
  const text = (id: MenuCommand & `text-${string}`, size: (now: number) => number, label: () => string): Command => ({
    id,
    label,
    icon: 'type',
    menu: id,
    isOffered: () => size(textSize()) !== textSize(),
    run: () => changeSettings({ fontScale: size(textSize()) }),
  })
  const isGerman = () => currentSettings.value?.language !== 'en'
  const hasSample = () => sampleStatus.value.customers > 0
  return [
    { id: 'undo', label: () => tt('common.undo'), icon: 'undo-2', keys: 'Ctrl+Z', run: undoLast },
    { id: 'redo', label: () => tt('shell.redo'), icon: 'redo-2', keys: 'Ctrl+Y', run: redoLast },
    theme('light', 'sun', () => tt('shell.themeLight')),
    theme('dark', 'moon', () => tt('shell.themeDark')),
    theme('system', 'monitor', () => tt('shell.themeSystem')),
    text(
      'text-larger',
      (now) => Math.min(140, now + 10),
      () => tt('shell.textLarger'),
    ),
    text(
      'text-smaller',
      (now) => Math.max(90, now - 10),
      () => tt('shell.textSmaller'),
    ),
    text(
      'text-normal',
      () => 100,
      () => tt('shell.textNormal'),
    ),
    // Named in the language they lead to, so that whoever landed in the wrong one finds back.
    {
      id: 'language',
      label: () => (isGerman() ? 'English' : 'Deutsch'),
      icon: 'languages',
      run: () => changeSettings({ language: isGerman() ? 'en' : 'de' }),
    },
    { id: 'sample-load', label: () => tt('sample.load'), icon: 'store', isOffered: () => !hasSample(), run: () => loadSample() },
    { id: 'sample-remove', label: () => tt('sample.remove'), icon: 'trash-2', isOffered: hasSample, run: () => removeSample() },
  ]
}

/** What a menu item means: the first command that claims it. */
export const commandFor = (commands: readonly Command[], menu: MenuCommand): Command | undefined => commands.find((command) => command.menu === menu)
