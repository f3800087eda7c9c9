import type { Feature } from '../features.ts'

export const backupFeature: Feature = { routes: [], nav: [], commands: [] }
