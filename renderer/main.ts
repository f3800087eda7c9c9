import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { shell } from './api.ts'
import App from './App.vue'
import { router } from './router.ts'
import { readSettings, useSystemLook } from './shell/current-settings.ts'
import './style/tokens.css'
import './style/font.css'
import './style/base.css'
import './style/pieces.css'
import './style/controls.css'
import { standOn } from './ui/today.ts'
import { i18n } from './words.ts'

// Language and colours are known before the first paint, so that nothing flashes. Where the data cannot be read, the system decides.
await Promise.allSettled([useSystemLook(), readSettings(), shell.about().then(({ today }) => standOn(today))])
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
