export * from './case.ts'
export * from './category.ts'
export * from './overview.ts'
export * from './report.ts'
