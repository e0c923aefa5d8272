import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  about: [
    '哪个单位在哪里负责哪类事。派单时按它推荐单位：先看事项越细，再看地方越小；单位停用后不再推荐。',
    'Which unit answers for what, and where. Dispatch offers units by it: the finest subject first, then the smallest place; a retired unit is offered no more.',
  ],
  find: ['事项、单位或网格', 'Subject, unit or grid'],
  add: ['新增职责', 'Add a responsibility'],
  subject: ['事项', 'Subject'],
  subjectHelp: ['立案标准里的类别各归一个事项', 'Every category of case belongs to a subject'],
  everything: ['其余一切', 'Everything else'],
  pack: ['{pack} 的其余各类', 'Whatever else {pack} brings'],
  more: ['{names} 等 {count} 类', '{names} and others, {count} kinds'],
  comma: ['、', ', '],
  where: ['地方', 'Where'],
  grid: ['责任网格', 'Responsibility grid'],
  gridHelp: ['留空为整个区划；按编号查找', 'Empty: the whole division. Looked for by code'],
  wholeDivision: ['整个区划', 'The whole division'],
  unit: ['负责单位', 'Answers for it'],
  retired: ['{unit}（已停用）', '{unit} (retired)'],
  end: ['撤销', 'End it'],
  endSure: ['撤销后这里不再推荐这个单位。确定吗？', 'This unit will not be offered here any more. End it?'],
  kept: [
    '同一事项、同一地方只有一个负责单位：已有的会改成这个单位。',
    'A subject has one unit at a place: whoever answers for it now gives way to this one.',
  ],
  none: ['还没有职责', 'Nobody answers for anything yet'],
  noneWhy: ['新增一条，派单时就会推荐这个单位。', 'Add one, and dispatch offers that unit.'],
})
