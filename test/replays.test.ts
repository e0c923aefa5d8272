import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { loadPacks, packsFolder, runReplay } from '../server/scenarios/index.ts'
import { libraryFolder } from './support/library-pack.ts'
import { createLiveHarness } from './support/live-harness.ts'
import { type ReplayHouse, startReplayHouse } from './support/replay-house.ts'

// Every replay of every pack through the real modules: readings in by the one entry of ingest, alarms on disk with them,
// the sealed journal followed, cases opened by their flows and messages written down.

let at: ReplayHouse
before(async () => {
  at = await startReplayHouse()
})
after(() => at.stop())

for (const { content } of [...loadPacks(packsFolder), ...loadPacks(join(libraryFolder, '..'))]) {
  for (const { replay } of content?.replays ?? []) {
    const pack = content?.manifest.id ?? ''
    test(`${pack}: ${replay.title.en}`, async () => {
      const harness = createLiveHarness(at, pack)
      const result = await runReplay(pack, replay, harness, at.zone)
      await harness.end()
      assert.deepEqual(
        result.failures.map(({ path, text }) => `${path.join(' ')}: ${text.en}`),
        [],
      )
      assert.equal(result.unjudged, 0)
    })
  }
}
