export * from './duty.ts'
export * from './ground.ts'
export * from './staff.ts'
export * from './things.ts'
