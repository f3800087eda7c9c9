import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { LOGO_LIMIT_BYTES } from '#contract'
import type { CardDesign, CardDesignId, Handlers, Settings } from '#contract'
import { AppError } from '../../../database/app-error.ts'
import { fileStore, filesFolder } from '../../documents/file-store.ts'
import type { ServiceBase } from '../../service-base.ts'
import type { CardLook } from '../print/card-look.ts'
import { cardDesignsRepository } from './card-designs.repository.ts'
import type { DesignRecord, StoredDesign, StoredLogo } from './card-designs.repository.ts'
import { logoType } from './logo.rules.ts'

export interface CardDesigns {
  calls: Pick<Handlers['cards'], 'designs' | 'saveDesign' | 'removeDesign' | 'makeDefault' | 'setLogo' | 'removeLogo'>
  /** Refuses with card-design-gone. */
  require(id: CardDesignId): { name: string }
  /** How a card of this design looks; of the usual one where it has none of its own. `missingLogo` says that its logo is gone or broken. */
  lookOf(id: CardDesignId | null, labels: CardLabels): { look: CardLook; name: string; missingLogo: boolean }
  logosInUse(): string[]
}
/** Words of the owner's language for what a design leaves open. */
export interface CardLabels {
  card: string
  since: string
  tier: string
}
interface Deps extends Pick<ServiceBase, 'db' | 'newId' | 'recorder'> {
  settings: { read(): Pick<Settings, 'shopName'> }
  dataDir: string
}

/** How the shop's cards look: several designs, one of them the usual one; a group of cards has its own. */
export function cardDesigns({ db, newId, recorder, settings, dataDir }: Deps): CardDesigns {
  const designs = cardDesignsRepository(db)
  const store = fileStore(filesFolder(dataDir))

  function require(id: CardDesignId): StoredDesign {
    const design = designs.all().find((one) => one.id === id)
    if (!design) throw new AppError('missing', 'card-design-gone')
    return design
  }
  function requireName(name: string, except: CardDesignId | undefined): void {
    const same = (other: string) => other.toLowerCase() === name.toLowerCase()
    const all = designs.all()
    if (name === '' && all.find(({ id }) => id === except)?.name !== '') throw new AppError('invalid', 'card-design-name-missing')
    if (name !== '' && all.some((other) => other.id !== except && same(other.name)))
      throw new AppError('conflict', 'card-design-name-taken', { name })
  }
  function shown({ logo, ...design }: StoredDesign): CardDesign {
    return { ...design, logoName: logo?.name ?? '', logo: logo === null ? 'none' : store.has(logo.hash, logo.bytes) ? 'there' : 'missing' }
  }
  function done(id: CardDesignId): CardDesign {
    recorder.describe({ count: 1 })
    return shown(require(id))
  }
  function logoOf({ hash, type }: StoredLogo): string | null {
    const content = store.read(hash)
    return content && `data:${type};base64,${Buffer.from(content).toString('base64')}`
  }

  return {
    require,
    logosInUse: designs.logosInUse,
    lookOf(id, labels) {
      const all = designs.all()
      const design = all.find((one) => one.id === id) ?? all[0]
      if (!design) throw new AppError('missing', 'card-design-gone')
      const source = design.logo && logoOf(design.logo)
      const words = { since: labels.since, tier: labels.tier, number: '' }
      return {
        name: design.name,
        missingLogo: design.logo !== null && source === null,
        look: {
          shopName: settings.read().shopName,
          subtitle: design.subtitle,
          title: design.title || labels.card,
          club: design.club,
          color: design.color,
          accent: design.accent,
          backText: design.backText,
          hasName: design.hasName,
          lines: design.lines.map(({ kind, label }) => ({ kind, label: label || words[kind] })),
          logo: source ? { source, place: design.logoPlace } : null,
        },
      }
    },
    calls: {
      designs: () => designs.all().map(shown),
      saveDesign({ designId, ...patch }) {
        const { cards: _, logo: __, ...before } = designId === undefined ? designs.all()[0]! : require(designId)
        const start = designId === undefined ? { ...before, name: '', club: '', isDefault: false } : before
        const record = { ...start, ...given(patch), id: designId ?? (newId() as CardDesignId) } as DesignRecord
        requireName(record.name, designId)
        if (designId === undefined) designs.insert(record)
        else designs.update(record)
        return done(record.id)
      },
      removeDesign({ designId }) {
        const design = require(designId)
        if (design.isDefault) throw new AppError('conflict', 'card-design-is-default', { name: design.name })
        designs.remove(designId)
        recorder.describe({ count: 1 })
        return shown(design)
      },
      makeDefault({ designId }) {
        require(designId)
        for (const { id, isDefault } of designs.all()) if (isDefault !== (id === designId)) designs.setDefault(id, id === designId)
        return done(designId)
      },
      setLogo({ designId, file }) {
        require(designId)
        designs.setLogo(designId, keepLogo(file))
        return done(designId)
      },
      removeLogo({ designId }) {
        require(designId)
        designs.setLogo(designId, null)
        return done(designId)
      },
    },
  }

  function keepLogo(file: string): StoredLogo {
    const name = basename(file)
    const stat = statSync(file, { throwIfNoEntry: false })
    if (!stat?.isFile()) throw new AppError('missing', 'file-missing', { file: name })
    if (stat.size > LOGO_LIMIT_BYTES) throw new AppError('invalid', 'card-logo-too-large', { name })
    const content = new Uint8Array(readFileSync(file))
    const type = logoType(content)
    if (type === null) throw new AppError('invalid', 'card-logo-not-an-image', { name })
    if (type === 'broken') throw new AppError('invalid', 'card-logo-broken', { name })
    if (dataDir === '') throw new AppError('conflict', 'folder-missing')
    return { hash: store.put(content), bytes: content.byteLength, name, type }
  }
}

/** What was said, without what was left out. */
const given = <T extends object>(patch: T) => Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>
