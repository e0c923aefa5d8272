import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The process's figures in Prometheus form, served at GET /metrics. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    counter: (name: string, help: string, labelNames: string[] = []) =>
      new Counter({ name, help, labelNames, registers }),
    /** `collect` is asked at each scrape. */
    gauge: (name: string, help: string, collect: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(collect())
        },
      }),
    histogram: (name: string, help: string, bucketsS: number[]) =>
      new Histogram({ name, help, buckets: bucketsS, registers }),
    text: (): Promise<string> => registry.metrics(),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
