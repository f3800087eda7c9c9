import type { jobs as de } from '../de/jobs.ts'
import type { SameKeys } from '../same-keys.ts'

export const jobs: SameKeys<typeof de> = {
  starting: 'Starting',
  reading: 'Reading the file',
  writing: 'Writing customers',
  finishing: 'Finishing',
  undoing: 'Undoing changes',
  drawing: 'Drawing cards',
  printing: 'Printing',
  copying: 'Copying the data',
  'copying-files': 'Copying documents',
  'reading-back': 'Reading the copy back',
  verifying: 'Checking and counting the copy',
  inventing: 'Inventing customers',
  removing: 'Removing customers',
  exporting: 'Writing customers',
  changing: 'Changing customers',
  'reading-customers': 'Reading customers',
  judging: 'Judging customers',
  comparing: 'Comparing customers',
  phases: 'Working out phases',
  working: 'Working',
}
