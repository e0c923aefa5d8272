import { defineTexts } from '../../texts/texts.ts'

export const texts = defineTexts({
  take: ['拍照', 'Take a photo'],
  takeMore: ['再拍一张', 'One more'],
  choose: ['从相册选', 'My photos'],
  photo: ['照片 {n}', 'Photo {n}'],
  drop: ['去掉{name}', 'Remove {name}'],
  full: ['最多 {most} 张', 'No more than {most} photos'],
  arriving: ['正在传 {share}', 'Sending {share}'],
  arrived: ['已传好', 'Arrived'],
  failed: ['没传上', 'Not sent'],
  again: ['再试', 'Try again'],
  shrinking: ['正在处理照片…', 'Preparing the photo…'],
  enlarge: ['看大图：{name}', 'Enlarge: {name}'],
})
