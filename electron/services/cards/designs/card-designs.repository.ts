import type { CardDesign, CardDesignId } from '#contract'
import type { Db } from '../../../database/open.ts'

/** What a design is without what is counted or looked up. */
export type DesignRecord = Omit<CardDesign, 'cards' | 'logo' | 'logoName'>
export interface StoredLogo {
  hash: string
  bytes: number
  name: string
  type: string
}
interface Row extends Omit<DesignRecord, 'isDefault' | 'hasName' | 'lines'> {
  isDefault: number
  hasName: number
  lines: string
  logoHash: string | null
  logoBytes: number
  logoName: string
  logoType: string
  cards: number
}
export interface StoredDesign extends DesignRecord {
  logo: StoredLogo | null
  cards: number
}

/** All SQL about how cards look. */
export function cardDesignsRepository(db: Db) {
  const all = db.prepare<[], Row>(
    `select d.id, name, is_default as isDefault, club, color, accent, title, subtitle, back_text as backText, has_name as hasName, lines,
       logo_hash as logoHash, logo_bytes as logoBytes, logo_name as logoName, logo_type as logoType, logo_place as logoPlace,
       (select count(*) from card where design_id = d.id) + case is_default when 1 then (select count(*) from card where design_id is null) else 0 end as cards
     from card_design d order by is_default desc, d.id`,
  )
  const insert = db.prepare(
    `insert into card_design (id, name, is_default, club, color, accent, title, subtitle, back_text, has_name, lines, logo_place)
     values (@id, @name, 0, @club, @color, @accent, @title, @subtitle, @backText, @hasName, @lines, @logoPlace)`,
  )
  const update = db.prepare(
    `update card_design set name = @name, club = @club, color = @color, accent = @accent, title = @title, subtitle = @subtitle,
       back_text = @backText, has_name = @hasName, lines = @lines, logo_place = @logoPlace where id = @id`,
  )
  const setLogo = db.prepare('update card_design set logo_hash = @hash, logo_bytes = @bytes, logo_name = @name, logo_type = @type where id = @id')
  const setDefault = db.prepare<[number, CardDesignId]>('update card_design set is_default = ? where id = ?')
  const dropFromCards = db.prepare<[CardDesignId]>('update card set design_id = null where design_id = ?')
  const remove = db.prepare<[CardDesignId]>('delete from card_design where id = ?')
  const used = db.prepare<[], string>('select logo_hash from card_design where logo_hash is not null').pluck()
  const remembered = db
    .prepare<[], string>(
      `select json_extract(before, '$.logo_hash') from change where table_name = 'card_design' and json_extract(before, '$.logo_hash') is not null`,
    )
    .pluck()
  const columns = ({ hasName, lines, ...rest }: DesignRecord) => {
    const { isDefault: _, ...written } = rest
    return { ...written, hasName: Number(hasName), lines: JSON.stringify(lines) }
  }

  return {
    all: (): StoredDesign[] =>
      all.all().map(({ logoHash, logoBytes, logoName, logoType, isDefault, hasName, lines, ...row }) => ({
        ...row,
        isDefault: isDefault === 1,
        hasName: hasName === 1,
        lines: JSON.parse(lines) as DesignRecord['lines'],
        logo: logoHash === null ? null : { hash: logoHash, bytes: logoBytes, name: logoName, type: logoType },
      })),
    insert: (record: DesignRecord) => void insert.run(columns(record)),
    update: (record: DesignRecord) => void update.run(columns(record)),
    setLogo: (id: CardDesignId, logo: StoredLogo | null) =>
      void setLogo.run({ id, ...(logo ?? { hash: null, bytes: null, name: null, type: null }) }),
    setDefault: (id: CardDesignId, isDefault: boolean) => void setDefault.run(Number(isDefault), id),
    /** Its cards take the default. */
    remove(id: CardDesignId) {
      dropFromCards.run(id)
      remove.run(id)
    },
    /** Every logo that a design names, or that an undo could name again. */
    logosInUse: () => [...used.all(), ...remembered.all()],
  }
}
