import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  title: ['外出登记', 'Absences'],
  find: ['姓名、地址或编号', 'Name, address or code'],
  homes: ['住户', 'Homes'],
  away: ['外出至 {time}', 'Away until {time}'],
  coming: ['{time} 起外出', 'Away from {time}'],
  reason: ['为什么', 'Why'],
  until: ['到什么时候', 'Until when'],
  tonight: ['今晚', 'Tonight'],
  tomorrow: ['明晚', 'Tomorrow night'],
  threeDays: ['三天', 'Three days'],
  week: ['一周', 'A week'],
  month: ['一个月', 'A month'],
  announce: ['登记', 'Announce'],
  end: ['人回来了', 'Back again'],
  done: ['已登记，这段时间没有动静不算异常', 'Announced: silence does not count meanwhile'],
  ended: ['已结束，没有动静又会告警', 'Ended: silence counts again'],
  none: ['辖区里没有住户设备', 'There are no homes with devices here'],
  noneWhy: ['装好门磁、水表等设备的住户会出现在这里。', 'Homes appear here once their devices are registered.'],
  notFound: ['没有这样的住户', 'No home like that'],
  notFoundWhy: ['换个字词试试。', 'Try other words.'],
  needsNet: [
    '登记要有网络；没送到的会说明，请再点一次。',
    'This needs a network: what did not arrive is said, press again.',
  ],
})
