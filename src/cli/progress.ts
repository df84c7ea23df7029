/** One line on a terminal, rewritten in place; silent elsewhere. */
export class Progress {
  readonly #stream: NodeJS.WriteStream
  readonly #total: number | null
  readonly #start = performance.now()
  #last = 0
  #bytes = 0
  #records = 0
  #failed = 0

  constructor(stream: NodeJS.WriteStream, totalBytes: number | null) {
    this.#stream = stream
    this.#total = totalBytes
  }

  read(bytes: number): void {
    this.#bytes += bytes
  }

  add(records: number, failed: number): void {
    this.#records += records
    this.#failed += failed
    if (!this.#stream.isTTY) return
    const now = performance.now()
    if (now - this.#last < 250) return
    this.#last = now
    this.#stream.write(`\r\x1b[K${this.#line((now - this.#start) / 1000)}`)
  }

  get records(): number {
    return this.#records
  }

  get failed(): number {
    return this.#failed
  }

  end(): void {
    if (this.#stream.isTTY && this.#last > 0) this.#stream.write('\r\x1b[K')
  }

  #line(seconds: number): string {
    const rate = this.#bytes / 1e6 / seconds
    const parts = [
      `${this.#records} records`,
      `${(this.#records / seconds).toFixed(0)}/s`,
      `${rate.toFixed(2)} MB/s`,
      `${this.#failed} failed`,
    ]
    if (this.#total !== null && this.#bytes > 0) {
      const left = Math.max(0, Math.round(((this.#total - this.#bytes) / this.#bytes) * seconds))
      parts.push(`ETA ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`)
    }
    return parts.join('  ')
  }
}
