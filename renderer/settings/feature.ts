import type { Feature } from '../features.ts'

export const settingsFeature: Feature = { routes: [], nav: [], commands: [] }
