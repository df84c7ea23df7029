import { readFileSync } from 'node:fs'
import { type Profiler, Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'

/** The room that each line of a bundle comes from, by the comments that the bundler leaves: `// src/times/find.ts`. */
function roomsByLine(bundle: URL): string[] {
  let room = 'outside'
  return readFileSync(bundle, 'utf8')
    .split('\n')
    .map((line) => {
      const path = /^\/\/ (\S+\.\w+)$/.exec(line)?.[1]
      if (path) room = /^src\/(\w+)/.exec(path)?.[1] ?? path.replace(/^node_modules\/([^/]+).*/, '$1')
      return room
    })
}

/**
 * Where the time of a run goes, by room of src/: milliseconds of its functions and of what they call that has no
 * room (the runtime, packages outside the bundle). Collecting garbage has no caller and stands apart.
 */
export async function costByRoom(bundle: URL, run: () => void): Promise<Map<string, number>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 500 })
  await session.post('Profiler.start')
  run()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const lines = roomsByLine(bundle)
  const byId = new Map(profile.nodes.map((node) => [node.id, node]))
  const rooms = new Map<number, string>()
  const visit = (node: Profiler.ProfileNode, above: string): void => {
    const { url, lineNumber, functionName } = node.callFrame
    const own = url.startsWith('file:') && fileURLToPath(url) === fileURLToPath(bundle)
    const room = functionName === '(garbage collector)' ? 'garbage' : own ? lines[lineNumber] : above
    rooms.set(node.id, room)
    for (const child of node.children ?? []) visit(byId.get(child)!, room)
  }
  visit(profile.nodes[0], 'outside')
  const costs = new Map<string, number>()
  for (const [i, id] of (profile.samples ?? []).entries()) {
    const room = rooms.get(id)!
    costs.set(room, (costs.get(room) ?? 0) + profile.timeDeltas![i] / 1000)
  }
  costs.delete('outside')
  return costs
}
