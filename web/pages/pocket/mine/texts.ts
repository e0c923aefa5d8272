import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  title: ['我报的', 'My reports'],
  which: ['看哪些', 'Which ones'],
  reported: ['我报的', 'Reported'],
  handled: ['我经手的', 'Worked on'],
  onPhone: ['在这部手机上', 'On this phone'],
  none: ['还没有报过', 'Nothing reported yet'],
  noneHandled: ['还没有经手过', 'Nothing worked on yet'],
  noneWhy: [
    '报上来的每一件都有编号，办到哪一步，这里都看得到。',
    'Each report gets a number, and you see here how far it has come.',
  ],
  more: ['再看一些', 'Show more'],
  arrived: ['已报上去，编号 {number}', 'Reported; its number is {number}'],
  joined: ['已并入 {number}，办完告诉您', 'Joined {number}; you will hear when it is done'],
  stepArrived: ['已办：{action}', 'Done: {action}'],
})
