/** Time from an instant on and before another, in ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Spans in order, those that touch made one. */
export function merged(spans: readonly Span[]): Span[] {
  const result: { from: number; to: number }[] = []
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else if (to > from) result.push({ from, to })
  }
  return result
}

/** The part of spans that lies in another. */
export const within = (spans: readonly Span[], { from, to }: Span): Span[] =>
  spans
    .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.to > span.from)

/** What is left of a span beside some merged ones. */
export function beside(span: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = []
  let { from } = span
  for (const one of within(taken, span)) {
    if (one.from > from) left.push({ from, to: one.from })
    from = one.to
  }
  if (span.to > from) left.push({ from, to: span.to })
  return left
}

/** A span widened to whole multiples of a step, counted from `origin`. */
export const outward = ({ from, to }: Span, step: number, origin = 0): Span => ({
  from: Math.floor((from - origin) / step) * step + origin,
  to: Math.ceil((to - origin) / step) * step + origin,
})

/** Spans divided into their whole steps and the edges that are left. */
export function wholeSteps(spans: readonly Span[], step: number, origin = 0): { whole: Span[]; edges: Span[] } {
  const whole: Span[] = []
  const edges: Span[] = []
  for (const span of spans) {
    const inner = {
      from: Math.ceil((span.from - origin) / step) * step + origin,
      to: Math.floor((span.to - origin) / step) * step + origin,
    }
    if (inner.to <= inner.from) {
      edges.push(span)
      continue
    }
    whole.push(inner)
    edges.push(
      ...[
        { from: span.from, to: inner.from },
        { from: inner.to, to: span.to },
      ].filter((e) => e.to > e.from),
    )
  }
  return { whole, edges }
}
