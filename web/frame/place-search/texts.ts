import { defineTexts } from '../../ui/texts/texts.ts'

export const texts = defineTexts({
  division: ['区划', 'Division'],
  road: ['道路', 'Road'],
  address: ['门牌', 'Address'],
  water: ['水体', 'Water'],
  thing: ['部件', 'Thing'],
  'responsibility-grid': ['责任网格', 'Responsibility grid'],
  'unit-grid': ['单元网格', 'Unit grid'],
  list: ['找到的地方', 'Places found'],
  none: ['没有找到“{words}”', 'Nothing found for “{words}”'],
  found: ['找到 {count} 个，用上下键选', '{count} found; choose with the arrow keys'],
})
