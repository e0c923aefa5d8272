import type { EChartsCoreOption } from 'echarts/core'
import type { Alarm } from '../../../contract/sensing.ts'
import type { ThingSeries } from '../../../contract/series.ts'
import { face, type Palette } from '../../ui/tokens.ts'
import { boundsOf, isAlone, type Placed } from './lines.ts'

const levelColours = { blue: 'levelBlue', yellow: 'levelYellow', orange: 'levelOrange', red: 'levelRed' } as const
/** More labels than this would lie over each other. */
const labelledAlarms = 5

/** All a drawing needs that is not in the series. */
export interface Look {
  readonly palette: Palette
  readonly fontPx: number
  /** Turns an instant into what the clocks of the place show then, as if it were UTC: the axis then ticks at their midnight. */
  readonly wallMs: (atMs: number) => number
  readonly tick: (wallMs: number) => string
  readonly value: (value: number) => string
  /** What is said of a point, by its place. */
  readonly say: (index: number) => string
  readonly level: (severity: Alarm['severity']) => string
  /** Said to those who do not see the drawing. */
  readonly summary: string
}

/** The series whose points are gone through by keyboard and pointer. */
export const mainSeries = 'main'

type Line = Readonly<Record<string, unknown>>

function mainLine(series: ThingSeries, placed: readonly Placed[], look: Look): Line {
  const { palette, wallMs } = look
  return {
    ...{ id: mainSeries, type: 'line', z: 3, showAllSymbol: true, symbol: 'none' },
    ...(series.kind === 'boolean' && { step: series.bucketMs === null ? 'end' : 'middle' }),
    lineStyle: { width: 1.5, color: palette.accent },
    itemStyle: { color: palette.accent },
    emphasis: { disabled: true },
    data: placed.map(({ atMs, point }, at) => ({
      value: [wallMs(atMs), point?.mean ?? null],
      ...(isAlone(placed, at) && { symbol: 'circle', symbolSize: 4 }),
    })),
  }
}

/** Least to most, as an invisible line and the distance stacked on it. */
function bandLines(placed: readonly Placed[], { palette, wallMs }: Look): Line[] {
  const line = (id: string, heightOf: (point: NonNullable<Placed['point']>) => number, area: object): Line => ({
    ...{ id, type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, z: 2 },
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
    ...area,
    data: placed.map(({ atMs, point }) => [wallMs(atMs), point === null ? null : heightOf(point)]),
  })
  return [
    line('floor', ({ min }) => min, {}),
    line('band', ({ min, max }) => max - min, { areaStyle: { color: palette.accent, opacity: 0.22 } }),
  ]
}

/** From when to when each alarm lasted, and at its beginning a line with the word of its level. */
function alarmMarks(alarms: readonly Alarm[], { palette, wallMs, level }: Look, from: number, to: number): Line {
  const shown = alarms.map((alarm) => {
    const begins = Math.max(from, Date.parse(alarm.raisedAt))
    const ends = alarm.clearedAt === null ? to : Math.min(to, Date.parse(alarm.clearedAt))
    return { begins, ends, colour: palette[levelColours[alarm.severity]], word: level(alarm.severity) }
  })
  return {
    markArea: {
      silent: true,
      data: shown.map(({ begins, ends, colour }) => [
        { xAxis: wallMs(begins), itemStyle: { color: colour, opacity: 0.13 } },
        { xAxis: wallMs(ends) },
      ]),
    },
    markLine: {
      ...{ silent: true, symbol: 'none', animation: false },
      data: shown.map(({ begins, colour, word }) => ({
        xAxis: wallMs(begins),
        lineStyle: { color: colour, type: 'dashed', width: 1.5 },
        label: {
          ...{ show: shown.length <= labelledAlarms, formatter: word, color: colour },
          ...{ position: 'end', distance: 2, fontSize: 12 },
        },
      })),
    },
  }
}

function valueAxis(series: ThingSeries, { palette, value }: Look): Line {
  const bounds = boundsOf(series.points)
  const isFlat = bounds !== null && bounds.min === bounds.max
  const axis = {
    ...{ type: 'value', scale: true, splitNumber: 4 },
    axisLabel: { color: palette.dim, formatter: value },
    splitLine: { lineStyle: { color: palette.line } },
  }
  if (series.kind === 'boolean') return { ...axis, min: 0, max: 1, interval: 1 }
  // A value that never changes lies in the middle, not on the edge.
  return isFlat ? { ...axis, min: bounds.min - 1, max: bounds.max + 1, interval: 1 } : axis
}

/** The drawing of a series: pure, so that it can be looked at without a browser. */
export function optionOf(
  series: ThingSeries,
  placed: readonly Placed[],
  alarms: readonly Alarm[],
  look: Look,
): EChartsCoreOption {
  const { palette, fontPx, wallMs, tick, say, summary } = look
  const [from, to] = [Date.parse(series.from), Date.parse(series.to)]
  const withBand = series.bucketMs !== null && series.kind === 'number'
  return {
    animation: false,
    useUTC: true,
    aria: { enabled: true, label: { description: summary } },
    textStyle: { fontFamily: face.figures, fontSize: fontPx },
    grid: { left: 4, right: 12, top: alarms.length > 0 ? 24 : 10, bottom: 2, containLabel: true },
    xAxis: {
      ...{ type: 'time', min: wallMs(from), max: wallMs(to), splitNumber: 5 },
      axisLine: { lineStyle: { color: palette.edge } },
      axisLabel: { color: palette.dim, formatter: tick, hideOverlap: true },
      axisTick: { lineStyle: { color: palette.edge } },
    },
    yAxis: valueAxis(series, look),
    tooltip: {
      ...{ trigger: 'axis', confine: true, transitionDuration: 0 },
      backgroundColor: palette.panel,
      borderColor: palette.line,
      textStyle: { color: palette.ink, fontSize: fontPx },
      axisPointer: { lineStyle: { color: palette.edge } },
      formatter: (items: { dataIndex: number }[]) => say(items[0]?.dataIndex ?? 0),
    },
    series: [
      { ...mainLine(series, placed, look), ...alarmMarks(alarms, look, from, to) },
      ...(withBand ? bandLines(placed, look) : []),
    ],
  }
}
