import { Settings } from '#contract'

const weekday = () => [{ from: '09:00', until: '18:00' }]

/** What holds until the owner chooses otherwise. Empty texts mean: the screen proposes one in the owner's language. */
export const defaultSettings: Settings = {
  shopName: '',
  shopCity: '',
  shopAreaCode: '',
  language: 'de',
  theme: 'system',
  cardPrefix: '20',
  pointsPerEuro: 1,
  pointYears: 3,
  pointWorth: 100,
  pointMinimum: 100,
  pointPendingDays: 0,
  promiseAlarmCents: 0,
  backupReminderDays: 3,
  binDays: 90,
  backupFolder: '',
  scannerMaxGapMs: 30,
  singleKeys: true,
  fontScale: 100,
  welcomeDone: false,
  usedPlaces: {},
  cardPrinter: '',
  printers: [],
  shopState: '',
  closedWeekdays: [0],
  marginBp: 4000,
  careDaysA: 30,
  careDaysB: 60,
  careDaysC: 120,
  careMinutes: 30,
  shopStreet: '',
  shopPostcode: '',
  shopPhone: '',
  shopEmail: '',
  shopOwner: '',
  complaintDays: 3,
  returnTargetPercent: 40,
  openingHours: [[], weekday(), weekday(), weekday(), weekday(), weekday(), [{ from: '09:00', until: '13:00' }]],
  answerTimes: { phone: 4, counter: 0, email: 1, messenger: 1, social: 1, letter: 3, event: 1 },
  customerColumns: [],
}

/** Reads the stored values; a missing, unknown or broken one falls back to its default, so that no stored text can stop the app. */
export function settingsFrom(stored: Readonly<Record<string, string>>): Settings {
  const values: Record<string, unknown> = { ...defaultSettings }
  for (const [key, schema] of Object.entries(Settings.shape)) {
    const json = Object.hasOwn(stored, key) ? stored[key] : undefined
    if (json === undefined) continue
    const value = schema.safeParse(parsed(json))
    if (value.success) values[key] = value.data
  }
  return Settings.parse(values)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
