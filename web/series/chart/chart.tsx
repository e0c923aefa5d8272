import { LineChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useImperativeHandle, useRef } from 'react'
import { mainSeries } from './option.ts'

use([AriaComponent, GridComponent, LineChart, MarkAreaComponent, MarkLineComponent, SVGRenderer, TooltipComponent])

/** What can be asked of a drawing. */
export interface ChartHandle {
  /** Points at one point, as the pointer does. */
  show(index: number): void
  hide(): void
}

interface ChartProps {
  option: EChartsCoreOption
  className: string | undefined
  handle: React.Ref<ChartHandle>
}

/** ECharts with what a course needs of it; loaded when one is drawn. Lines are SVG: sharp in large type and on paper. */
export function Chart({ option, className, handle }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  useEffect(() => {
    if (box.current === null) return
    const made = init(box.current, null, { renderer: 'svg' })
    chart.current = made
    const sizes = new ResizeObserver(() => made.resize())
    sizes.observe(box.current)
    return () => {
      sizes.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option])
  useImperativeHandle(handle, () => ({
    show: (dataIndex) =>
      chart.current?.dispatchAction({ type: 'showTip', seriesId: mainSeries, seriesIndex: 0, dataIndex }),
    hide: () => chart.current?.dispatchAction({ type: 'hideTip' }),
  }))
  return <div ref={box} className={className} />
}
