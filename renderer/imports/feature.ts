import type { RouteLocationNormalized } from 'vue-router'
import type { ImportId } from '#contract'
import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

const runOf = ({ params }: RouteLocationNormalized) => ({ importId: Number(params['importId']) as ImportId })

export const importsFeature: Feature = {
  routes: [
    { path: '/import', name: 'import', component: () => import('./ImportView.vue') },
    { path: '/import/:importId(\\d+)', name: 'import-run', component: () => import('./ImportRunView.vue'), props: runOf },
  ],
  nav: [],
  commands: [
    { id: 'import', label: () => tt('imports.command'), icon: 'download', menu: 'import', run: (router) => router.push({ name: 'import' }) },
  ],
}
