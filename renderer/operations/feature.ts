import type { Feature } from '../features.ts'

export const operationsFeature: Feature = { routes: [], nav: [], commands: [] }
