export * from './case.ts'
export * from './overview.ts'
export * from './report.ts'
export * from './resident.ts'
