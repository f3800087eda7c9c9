import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const articlesFeature: Feature = {
  routes: [
    { path: '/articles', name: 'articles', component: () => import('./ArticlesView.vue') },
    { path: '/articles/new', name: 'new-article', component: () => import('./ArticlesView.vue') },
    { path: '/articles/:articleId(\\d+)', name: 'article', component: () => import('./ArticlesView.vue') },
    { path: '/articles/groups', name: 'article-groups', component: () => import('./ArticleGroupsView.vue') },
    { path: '/articles/import', name: 'article-import', component: () => import('./ArticleImportView.vue') },
  ],
  nav: [{ to: '/articles', icon: 'package', label: () => tt('articles.title'), group: 'bind', order: 5 }],
  commands: [
    { id: 'open-articles', label: () => tt('articles.title'), icon: 'package', run: (router) => router.push({ name: 'articles' }) },
    { id: 'new-article', label: () => tt('articles.new'), icon: 'plus', run: (router) => router.push({ name: 'new-article' }) },
    {
      id: 'open-article-groups',
      label: () => tt('articles.groups.title'),
      icon: 'package',
      run: (router) => router.push({ name: 'article-groups' }),
    },
    { id: 'import-articles', label: () => tt('articles.file.title'), icon: 'download', run: (router) => router.push({ name: 'article-import' }) },
  ],
}
