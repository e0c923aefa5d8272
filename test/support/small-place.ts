import type { GroundPlan } from '../../server/city/index.ts'

/** A made-up town of about 3 km² in no particular country: nothing in the program may assume the one that is shipped. */
export const smallPlace = (seed = 1): GroundPlan => ({
  seed,
  bearingDeg: 20,
  outline: [
    [10.0, 50.0],
    [10.012, 49.998],
    [10.025, 50.001],
    [10.027, 50.009],
    [10.02, 50.015],
    [10.008, 50.016],
    [9.999, 50.01],
  ],
  ancestors: [{ code: 'A', nameZh: '某州', nameEn: 'A Land', level: 1 }],
  tree: {
    code: 'A1',
    nameZh: '某镇',
    nameEn: 'A Town',
    level: 2,
    children: ['北', '中', '南'].map((nameZh, i) => ({
      code: `A1${i}`,
      nameZh,
      nameEn: `Quarter ${i}`,
      level: 3,
      children: Array.from({ length: 4 + i }, (_, j) => ({
        code: `A1${i}${j}`,
        nameZh: `${nameZh}${j}`,
        nameEn: `Ward ${i}.${j}`,
        level: 4,
      })),
    })),
  },
  waters: [
    {
      nameZh: '小河',
      nameEn: 'Brook',
      kind: 'canal',
      widthM: 20,
      line: [
        [9.995, 50.007],
        [10.012, 50.0085],
        [10.03, 50.006],
      ],
    },
  ],
  roads: [
    {
      nameZh: '大街',
      nameEn: 'High Street',
      kind: 'trunk',
      widthM: 24,
      line: [
        [10.013, 49.997],
        [10.012, 50.007],
        [10.014, 50.017],
      ],
    },
  ],
})
