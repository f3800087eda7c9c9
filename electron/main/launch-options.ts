import path from 'node:path'

export interface LaunchOptions {
  /** The data folder that was asked for; null means the system's own place for it. */
  dataDir: string | null
  /** The day on which the calendar stands still, for tests and demonstrations. */
  today: string | null
  /** What follows `--call`: a call's name, its JSON and further options. Null means a window. */
  call: string[] | null
}

/** Reads `--data DIR`, STAMMKUNDE_DATA, `--today DAY` and `--call …`; `--data=DIR` works as well. The command line wins. */
export function readLaunchOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): LaunchOptions {
  const callAt = argv.indexOf('--call')
  const dataDir = valueOf('--data', argv) ?? environment['STAMMKUNDE_DATA']
  return {
    dataDir: dataDir === undefined || dataDir === '' ? null : path.resolve(dataDir),
    today: valueOf('--today', argv) ?? null,
    call: callAt < 0 ? null : argv.slice(callAt + 1),
  }
}

function valueOf(option: string, argv: readonly string[]): string | undefined {
  const at = argv.indexOf(option)
  if (at >= 0) return argv[at + 1]
  return argv.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1)
}
