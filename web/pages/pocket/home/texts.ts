import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  title: ['掌上', 'Pocket'],
  night: ['夜深了，{name}', 'Good evening, {name}'],
  morning: ['早上好，{name}', 'Good morning, {name}'],
  noon: ['中午好，{name}', 'Good day, {name}'],
  afternoon: ['下午好，{name}', 'Good afternoon, {name}'],
  evening: ['晚上好，{name}', 'Good evening, {name}'],
  report: ['报一件', 'Report'],
  reportHow: ['拍照 · 定位自动 · 类别已猜好', 'Take a photo; place and kind come by themselves'],
  reportPlain: [
    '看到路上、小区里有问题，拍下来告诉我们',
    'See something wrong in the street? Take a photo and tell us',
  ],
  nearest: ['离你最近', 'Nearest to you'],
  soonest: ['先到期的在前', 'Soonest due first'],
  sortNear: ['按远近排', 'Sort by distance'],
  tasks: ['要办的事', 'Your tasks'],
  none: ['现在没有要办的事', 'Nothing to do now'],
  noneWhy: ['派给您的会自己出现在这里。', 'What is given to you will appear here by itself.'],
  clues: ['{count} 人反映', '{count} reports'],
  open: ['去{work}', '{work}'],
  task: ['{work}：{title}', '{work}: {title}'],
  latest: ['最近报的', 'Your latest reports'],
  noneReported: ['还没有报过', 'Nothing reported yet'],
  noneReportedWhy: [
    '报上来的每一件都有编号，办到哪一步，这里都看得到。',
    'Each report gets a number, and you see here how far it has come.',
  ],
  all: ['全部', 'All'],
  waits: ['已点“{action}”，待传', '“{action}” waits to be sent'],
})
