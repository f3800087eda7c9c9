import { createRouter, createWebHashHistory } from 'vue-router'
import { features } from './features.ts'

export const router = createRouter({
  history: createWebHashHistory(),
  routes: features.flatMap((feature) => feature.routes),
})
