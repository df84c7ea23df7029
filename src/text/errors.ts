/** Stable codes of misuse: what the caller has to mend. Damaged text never throws. */
export type ZhengwenErrorCode =
  | 'invalid-input'
  | 'invalid-option'
  | 'invalid-dictionary'
  | 'invalid-record'
  | 'engine-not-ready'

/** Thrown for misuse only. `code` is stable, `message` says what to do. */
export class ZhengwenError extends Error {
  readonly code: ZhengwenErrorCode
  constructor(code: ZhengwenErrorCode, message: string) {
    super(message)
    this.name = 'ZhengwenError'
    this.code = code
  }
}
