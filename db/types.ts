export interface DB {
  'kernel.matter': { id: string }
}
