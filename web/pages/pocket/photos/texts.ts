import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  take: ['拍照', 'Take a photo'],
  takeMore: ['再拍一张', 'One more'],
  choose: ['从相册选', 'My photos'],
  photo: ['照片 {n}', 'Photo {n}'],
  drop: ['去掉{name}', 'Remove {name}'],
  shrinking: ['正在处理照片…', 'Preparing the photo…'],
  enlarge: ['看大图：{name}', 'Enlarge: {name}'],
})
