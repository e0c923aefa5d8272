import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  photos: ['照片', 'Photos'],
  none: ['还没有照片', 'No photos yet'],
  scene: ['现场', 'Scene'],
  before: ['处置前', 'Before'],
  after: ['处置后', 'After'],
  inspection: ['核查', 'Inspection'],
  photo: ['{kind}照片 {number}，{time}', '{kind} photo {number}, {time}'],
  enlarge: ['放大：{photo}', 'Enlarge: {photo}'],
  previous: ['上一张', 'Previous photo'],
  next: ['下一张', 'Next photo'],
  compare: ['前后对照', 'Compare before and after'],
  single: ['单张看', 'One at a time'],
  add: ['选照片', 'Choose photos'],
  drop: ['也可拖到这里、从剪贴板粘贴', 'or drop or paste them here'],
  sending: ['{percent} 已上传', '{percent} sent'],
  again: ['重传', 'Send again'],
  remove: ['去掉这张', 'Remove this photo'],
})
