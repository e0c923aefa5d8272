import { defineTexts } from '../../ui/texts/texts.ts'

export const texts = defineTexts({
  title: ['我要上报', 'Report something'],
  lead: ['不用登录，不用留名。', 'No account and no name needed.'],
  find: ['查我报过的事', 'Follow what I reported'],
  back: ['返回', 'Back'],
})
