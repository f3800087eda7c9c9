import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router.ts'
import './style/tokens.css'
import './style/font.css'
import './style/base.css'
import './style/pieces.css'
import './style/controls.css'
import { i18n } from './words.ts'

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
