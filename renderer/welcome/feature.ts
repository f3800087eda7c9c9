import type { Feature } from '../features.ts'

export const welcomeFeature: Feature = { routes: [], nav: [], commands: [] }
